"""What the TypeScript compiler says of a program, with the page's packages to import."""

import json
import subprocess
from pathlib import Path

FRONTEND = Path(__file__).parent.parent / "frontend"


def compiled(folder: Path, files: dict[str, str]) -> list[str]:
    """The compiler's complaints about these files, under --strict; none where they are right."""
    (folder / "node_modules").symlink_to(FRONTEND / "node_modules")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    options = {
        "strict": True,
        "noEmit": True,
        "exactOptionalPropertyTypes": True,
        "noUncheckedIndexedAccess": True,
        "module": "ESNext",
        "moduleResolution": "Bundler",
        "target": "ES2022",
        "lib": ["ES2022", "DOM"],
        "types": [],
    }
    project = {"compilerOptions": options, "files": list(files)}
    (folder / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")
    run = subprocess.run(  # noqa: S603
        ["node", str(FRONTEND / "node_modules/typescript/bin/tsc"), "-p", "."],  # noqa: S607
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    found = run.stdout.splitlines()
    assert run.returncode == 0 or found, run.stderr
    return found
