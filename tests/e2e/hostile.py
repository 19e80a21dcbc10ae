"""Words that would run if a page took them for anything but words, and what notices that they ran.

Each calls `__struck()`, asks for something at struck.example, or makes an element `struck-x`.
"""

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, Page, Request

ELEMENTS = [
    "<script>__struck()</script>",
    "</p><script src=//struck.example/a.js></script>",
    "<ScRiPt >__struck()</sCrIpT>",
    "<img src=x onerror=__struck()>",
    '<img src="x" alt="" onerror="__struck()"/>',
    "<svg onload=__struck()>",
    "<svg><script>__struck()</script></svg>",
    "<svg><animate onbegin=__struck() attributeName=x dur=1s>",
    '<math><mtext><img src=x onerror="__struck()"></mtext></math>',
    '<iframe srcdoc="<script>parent.__struck()</script>"></iframe>',
    "<iframe src=javascript:parent.__struck()></iframe>",
    "<body onload=__struck()>",
    "<details open ontoggle=__struck()>x</details>",
    "<video><source onerror=__struck()></video>",
    "<input autofocus onfocus=__struck()>",
    "<link rel=stylesheet href=//struck.example/a.css>",
    "<style>@import '//struck.example/b.css';</style>",
    "<object data=//struck.example/o></object>",
    "<embed src=//struck.example/e>",
    "<base href=//struck.example/>",
    '<meta http-equiv="refresh" content="0;url=//struck.example/">',
    "<form action=//struck.example/><button>Go on</button></form>",
    "<struck-x>Bold</struck-x>",
    "<!--><struck-x>--><img src=x onerror=__struck()>",
    "<noscript><p title='</noscript><img src=x onerror=__struck()>'>",
    "<template><struck-x></struck-x></template><struck-x>",
    "</title><struck-x></textarea><struck-x></style><struck-x>",
    "<<struck-x>img src=x onerror=__struck()>",
]
ATTRIBUTES = [
    '" onmouseover="__struck()" autofocus onfocus="__struck()" x="',
    "' onerror=__struck() src=x '",
    '"><struck-x>',
    "`onload=__struck()`",
    '" style="background:url(//struck.example/c.png)',
]
ADDRESSES = [
    "javascript:__struck()",
    "JaVaScRiPt\t:__struck()",
    "data:text/html,<script>__struck()</script>",
    "vbscript:__struck()",
]
OTHERS = [
    "{{constructor.constructor('__struck()')()}}",
    "${__struck()}",
    "<%= __struck() %>",
    "#{__struck()}",
    "[x](javascript:__struck())",
    "![x](//struck.example/m.png)",
    "\\u003cimg src=x onerror=__struck()\\u003e",
    "&lt;img src=x onerror=__struck()&gt;",
    "＜img src=x onerror=__struck()＞",
    "\u202e<struck-x>\u2066\ufeff",
    "</script><struck-x>]]><struck-x>",
    "}*{background:url(//struck.example/d.png)}",
]
FORMULAS = [
    '=HYPERLINK("http://struck.example/","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
]
CORPUS = [*ELEMENTS, *ATTRIBUTES, *ADDRESSES, *OTHERS, *FORMULAS]

# What a page may not have, wherever it came from: it would be markup out of somebody's words.
_FOREIGN = """() => {
  const found = []
  const look = (root) => {
    for (const each of root.querySelectorAll('*')) {
      const name = each.tagName.toLowerCase()
      if (['struck-x', 'iframe', 'object', 'embed', 'base'].includes(name)) found.push(name)
      if (name === 'script' && !each.src && each.type !== 'application/ld+json') found.push(name)
      for (const { name: attribute, value } of each.attributes) {
        if (attribute.startsWith('on')) found.push(`${name} ${attribute}`)
        if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(attribute)) {
          const to = URL.canParse(value, location.href) ? new URL(value, location.href) : null
          // The desk's own bookmarklet is such an address, and has none of these words.
          if (to && /^(javascript|vbscript|data):/.test(to.protocol) && value.includes('__struck')) {
            found.push(`${name} ${attribute}=${value}`)
          }
          if (to && to.host === 'struck.example' && name !== 'a') found.push(`${name} ${value}`)
        }
        if (attribute === 'style' && value.includes('struck.example')) found.push(`${name} style`)
      }
      if (each.shadowRoot) look(each.shadowRoot)
    }
  }
  look(document)
  return found
}"""

_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (found) => {
  window.__violated?.(`${found.effectiveDirective} ${found.blockedURI} ${found.sample}`)
})
"""


@dataclass
class Detector:
    """What struck in a browser's window, by what noticed it."""

    struck: list[str] = field(default_factory=list)
    violated: list[str] = field(default_factory=list)

    async def watch(self, context: BrowserContext) -> None:
        """Notice from now on, on every page of the context."""
        await context.expose_binding("__struck", lambda source: self._note("script", source))
        await context.expose_binding(
            "__violated", lambda source, what: self.violated.append(f"{source['page'].url}: {what}")
        )
        await context.add_init_script(_VIOLATIONS)
        context.on("dialog", self._dialog)
        context.on("request", self._request)

    async def look(self, page: Page) -> None:
        """Look at what the page is made of now."""
        self.struck += [f"{page.url}: {each}" for each in await page.evaluate(_FOREIGN)]

    def _note(self, what: str, source: dict[str, Any]) -> None:
        self.struck.append(f"{source['page'].url}: {what}")

    async def _dialog(self, dialog: Any) -> None:
        self.struck.append(f"dialog: {dialog.message}")
        await dialog.dismiss()

    def _request(self, request: Request) -> None:
        if "struck.example" in request.url.partition("?")[0]:
            self.struck.append(f"request: {request.url}")


def chunks(longest: int, words: list[str] = CORPUS) -> list[str]:
    """The words, as many together as fit into a field; one that fits nowhere is left out."""
    found: list[str] = []
    for each in words:
        if len(each) > longest:
            continue
        if found and len(found[-1]) + 1 + len(each) <= longest:
            found[-1] += " " + each
        else:
            found.append(each)
    return found
