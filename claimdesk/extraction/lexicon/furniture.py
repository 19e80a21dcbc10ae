"""Words by which a page's furniture is known.

Where it comes from: our own knowledge of how news sites label links, credits, boxes and comment
forms; general English, no corpus.
"""

from __future__ import annotations

import re

MAX_LINE = 400
"""Longer lines are prose whatever they begin with."""

TAIL_PROSE_WORDS = 25
"""After the article's end a line needs this many words to count as prose again."""

TITLE_WORDS = 24
"""A first line up to this long is taken for the headline."""

WHOLE_LINE = re.compile(
    r"""(?ix) ^[\W_]* (?:
      (?:read|see|hear|learn|discover|explore)\s+(?:more|also|next|full\s+story)\b(?=\W*$|\s*[:|>–—-]|\s+(?:about|from|on|at|in)\b)
    | (?:also|must|further|more|related|recommended|suggested)\s+(?:read|reads|reading|stories|story|articles?|posts?|links?|coverage|content|topics?|news|video|videos)\b(?=\W*$|\s*[:|–—-]|\s+(?:from|on|about)\b)
    | (?:related|recommended|watch|listen|video|audio|photos?|gallery|in\s+pictures|live|trending|popular|advertisement|advert|sponsored|promoted|opinion|analysis|explainer|breaking)\s*[:|]\s
    | (?:related|recommended|trending(?:\s+now)?|advertisement|advert|sponsored(?:\s+content)?|promoted|most\s+(?:read|popular|viewed|shared)|top\s+stories|latest\s+(?:news|stories)|editors?['’]s?\s+picks?|up\s+next|more\s+stories|what\s+to\s+read\s+next|continue\s+reading|story\s+continues\s+below.*|skip\s+to\s+.{0,30}|back\s+to\s+top|scroll\s+.{0,30})\W*$
    | more\s+(?:from|on|about|in)\s+[^.?!]{1,60}$
    | (?:leave|post|write|add)\s+a\s+(?:reply|comment)\b
    | (?:view|show|load|hide|join|read)\s+(?:all\s+|the\s+|more\s+)?(?:\d+\s+)?(?:comments?|conversation|discussion)\b
    | (?:\d+\s+)?comments?\W*$
    | your\s+email\s+address\s+will\s+not\b | required\s+fields\s+are\b | save\s+my\s+name\b
    | (?:please\s+)?(?:log|sign)\s+in\s+(?:to|with|or)\b | log\s+in\W*$ | sign\s+in\W*$ | (?:create|register)\s+(?:an?\s+|for\s+)?(?:free\s+)?account\b
    | (?:sign\s+up|subscribe|register|click|tap)\s+(?:here|now|today|to|for|below|and)\b
    | subscribe\W*$ | sign\s+up\W*$ | newsletter\W*$ | (?:get|receive)\s+(?:the|our|your|more|all|breaking)\b.{0,80}\b(?:inbox|newsletter|email|alerts?|app|updates)\b
    | (?:our|the)\s+.{0,40}newsletter\b.{0,60}(?:inbox|sign|subscribe)
    | (?:enter|type)\s+your\s+e-?mail\b | (?:email|e-mail)(?:\s+address)?\W*$ | discover\s+more\s+from\b | type\s+your\s+email
    | (?:follow|like|join|find|connect\s+with)\s+(?:us|me|him|her|them|@\w+|[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,4})\s+(?:on|at)\s+(?:twitter|facebook|instagram|x|tiktok|youtube|linkedin|telegram|whatsapp|bluesky|threads|mastodon|social)\b
    | (?:share|tweet|print|email|copy\s+link|save|pin)(?:\s+(?:this|on|via|with|to)\b.{0,40})?\W*$
    | (?:facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|instagram|email|x)(?:[\s,|/]+(?:facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|instagram|email|x|print|share))*\W*$
    | (?:tags?|topics?|filed\s+under|categories|category|keywords|labels)\s*:
    | (?:previous|next|older|newer)\s+(?:article|post|story|posts|articles)\b
    | (?:©|\(c\)|copyright\b) | all\s+rights\s+reserved | terms\s+(?:of|and)\s+\w+ | privacy\s+policy | cookie\s+\w+
    | we\s+use\s+cookies | this\s+(?:site|website)\s+uses | by\s+continuing\s+to\s+use
    | (?:posted|published|updated|last\s+updated|first\s+published|last\s+modified|modified|date)\s*(?:on|at|:|\||\s\d|\s(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))
    | \d+\s*(?:min(?:ute)?s?)\s+read\W*$ | (?:about|more\s+about)\s+the\s+authors?\W*$
    | download\s+(?:the|our)\s+.{0,30}app\b | (?:contact|email|reach)\s+(?:the\s+)?(?:author|reporter|writer|us|him|her|me)\b.{0,60}(?:@|\bat\b|:)
    | (?:get|support)\s+.{0,60}\b(?:inbox|newsletter|where\s+you\s+live|support\s+the\s+\w+|from\s+[£$€]\s?\d+\s+a\s+(?:week|month|year))\b
    | (?:got|have)\s+a\s+(?:news\s+)?(?:tip|story)\b | support\s+(?:our|independent)\s+journalism | (?:make\s+a\s+)?donat(?:e|ion)\s+(?:now|today|here|to)\b
    | (?:read|see|find)\s+the\s+(?:full\s+|original\s+|whole\s+|entire\s+|rest\s+of\s+the\s+)?(?:article|story|post|report|interview|piece)\s+(?:here|at|on)\b
    | watch\s+(?:the\s+)?(?:video|clip|full|below|here|now|live)\b.{0,60}$
    | (?:home|news|world|politics|business|sport|sports|culture|opinion|tech|health)\s*[>»/|›]\s
    | (?:a\s+version\s+of\s+)?this\s+(?:article|story|report|piece|post)\s+(?:appears|appeared|was|has\s+been|originally|first)\b.{0,40}\b(?:print|published|updated|amended|corrected|appeared|produced)\b
    | (?:editor|author)['’]s\s+note\b | corrections?\s*: | (?:additional\s+)?(?:reporting|editing|writing|research)\s+by\s+[A-Z]
    | https?://\S+$ | www\.\S+$ | @\w+$ | [\d\s:.,/–—-]+$ | (?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\w+\s+\d+(?:,?\s+\d{4})?\W*$
    | (?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?\s+\d{4}.{0,30}$
    )"""
)

CREDIT = re.compile(
    r"""(?x) (?i: [|/]\s*(?:photo|image|picture|credit|file|graphic|video)s?\s*: )
    | (?i: ^\W*(?:photos?|images?|pictures?|credits?|file\s+photo|illustration|graphic|caption|photograph)\s*(?:\||:|/|by\b|via\b|courtesy\b|credit\b) )
    | \((?i:photo|image|picture|credit|file|ap\s+photo|reuters|getty|afp|illustration)[^()]{0,80}\)\W*$
    | (?:^|[|/(–—]\s?)(?:AP\s+Photo|Getty(?:\s+Images)?|Reuters|AFP|EPA|Shutterstock|Bloomberg|PA\s+(?:Wire|Media)|iStock|Alamy)(?:[/|]\s?[^.]{0,40})?\W*$
    | /(?:Getty\s+Images|Reuters|AP|AFP|Shutterstock|Bloomberg|EPA)\W*$
    """
)

BYLINE = re.compile(
    r"""(?x) ^(?:By|BY|by|Words\s+by|Written\s+by|Reporting\s+by|Edited\s+by|Additional\s+reporting\s+by|Text\s+by|Story\s+by)\s+
    [A-Z][\w.'’-]+(?:(?:\s+|\s*,\s*|\s+and\s+|\s+&\s+|\s*[|/]\s*|\s+in\s+|\s+of\s+(?:the\s+)?)[A-Z][\w.'’-]*){0,14}\W*$"""
)

TAIL = re.compile(
    r"""(?ix) ^[\W_]*(?:
      discover\s+more\s+from\b | more\s+from\b | leave\s+a\s+(?:reply|comment) | post\s+a\s+comment
    | (?:related|recommended|more|similar|other|latest|trending|popular)\s+(?:articles?|stories|posts?|news|reads?|coverage)\W*$
    | related\W*$ | recommended\W*$ | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested) | (?:\d+\s+)?comments?\W*$
    | most\s+(?:read|popular|viewed|shared)\W*$ | (?:about|more\s+about)\s+the\s+authors?\W*$ | around\s+the\s+web\W*$
    | recommended\s+for\s+you | what\s+to\s+read\s+next | don['’]t\s+miss\b.{0,20}$ | up\s+next\W*$ | read\s+next\W*$ | (?:share|spread)\s+this\b.{0,20}$
    )"""
)
