"""From the API's document a TypeScript client comes out that compiles, and that refuses what is wrong."""

import subprocess
from pathlib import Path

from litestar.serialization import encode_json

from claimdesk.app import create_app
from claimdesk.settings import Settings
from tests.typescript import FRONTEND, compiled

CLIENT = """\
import createClient from 'openapi-fetch'
import type { components, paths, webhooks } from './api'

const desk = createClient<paths>({
  baseUrl: 'https://desk.example.org',
  headers: { Authorization: 'Bearer secret' },
})

type Event = components['schemas']['FeedEvent']

/** What readers have of every claim, by reading the feed from the beginning. */
export async function present(): Promise<Map<number, Event>> {
  const found = new Map<number, Event>()
  for (let after = 0, more = true; more; ) {
    const { data, error } = await desk.GET('/api/v1/ratings', {
      params: { query: { after, limit: 200 } },
    })
    if (data === undefined) throw new Error(error?.detail ?? 'no answer')
    for (const event of data.items) found.set(event.claim.id, event)
    after = data.next
    more = data.more
  }
  return found
}

export async function mayPublish(article: number): Promise<string[]> {
  const { data } = await desk.GET('/api/v1/articles/{article_id}/gate', {
    params: { path: { article_id: article }, query: { version: 1 } },
  })
  return (data?.obstacles ?? []).map(({ reason, detail }) => `${reason}: ${detail}`)
}

export async function send(text: string): Promise<number | undefined> {
  const { data } = await desk.POST('/api/v1/articles', {
    headers: { 'Idempotency-Key': 'story-1' },
    body: { text, source: 'cms', external_id: 'story-1' },
  })
  return data?.id
}

type Message = webhooks['rating.corrected']['post']['requestBody']['content']['application/json']

/** What to read in the feed, where a message is one of a correction. */
export const told = ({ type, data }: Message): string =>
  `${type} of claim ${data.claim.id}: ${data.rating?.label ?? 'withdrawn'}, read after ${data.seq - 1}`
"""
WRONG = {
    "misspelt-path.ts": ("'/api/v1/ratings'", "'/api/v1/rating'"),
    "misspelt-field.ts": ("event.claim.id", "event.claim.number"),
    "wrong-type.ts": ("query: { after, limit: 200 }", "query: { after: 'all', limit: 200 }"),
    "wrong-body.ts": ("external_id: 'story-1'", "external_id: 1"),
    "unchecked-null.ts": ("data.rating?.label", "data.rating.label"),
}


def test_a_client_is_generated_and_compiles(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_bytes(encode_json(create_app(Settings()).openapi_schema.to_schema()))
    generated = subprocess.run(  # noqa: S603
        [  # noqa: S607
            "node", str(FRONTEND / "node_modules/openapi-typescript/bin/cli.js"), str(document),
            "--output", str(tmp_path / "api.d.ts"), "--default-non-nullable", "false",
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert generated.returncode == 0, generated.stderr
    files = {"client.ts": CLIENT}
    for name, (right, wrong) in WRONG.items():
        assert CLIENT.count(right) == 1, right
        files[name] = CLIENT.replace(right, wrong)
    complaints = compiled(tmp_path, files)
    told = {line.partition("(")[0] for line in complaints if not line.startswith(" ")}
    assert told == set(WRONG), complaints
