"""The set phrases by which newsrooms say that a name is withheld, and why.

Where it comes from: our own knowledge of newsroom style guides ("on condition of anonymity because
..."); no corpus.
"""

from __future__ import annotations

import re

MARKS = (
    "anonym",
    "named",
    "identified",
    "authori",
    "name",
    "privately",
    "background",
    "off the record",
    "quoted by",
)
"""One of these stands in every phrase below: a cheap first look."""

CONDITION = re.compile(
    r"""(?ix)
      \b(?:speaking\s+|spoke\s+|talking\s+|talked\s+|granted\s+|given\s+)?(?:up)?on\s+(?:the\s+)?condition\s+of\s+anonymity\b
    | \b(?:asked|asking|asks|requested|requesting|wished|wishing|wanted|wanting|preferred|preferring|declined|declining|refused|refusing
         |agreed|insisted|demanded|did\s+not\s+(?:want|wish)|didn['’]t\s+(?:want|wish)|do(?:es)?\s+not\s+(?:want|wish)|was\s+unwilling|were\s+unwilling)
      \s+(?:that\s+(?:his|her|their)\s+names?\s+|the\s+\w+\s+)?(?:not\s+|to\s+not\s+)?(?:to\s+)?(?:be\s+)?(?:named|identified|quoted\s+by\s+name|use\s+(?:his|her|their)\s+(?:full\s+)?names?|give\s+(?:his|her|their)\s+(?:full\s+)?names?|have\s+(?:his|her|their)\s+names?\s+(?:used|published|printed))\b
    | \b(?:requested|requesting|sought|seeking|granted|given|demanded|insisted\s+on|on)\s+anonymity\b
    | \b(?:could|can|cannot|may|would|will|must)\s*not\s+be\s+(?:named|identified)\b | \bcannot\s+be\s+(?:named|identified)\b
    | \bspeaking\s+(?:anonymously|privately|on\s+background|off\s+the\s+record)\b | \bspoke\s+(?:anonymously|privately|on\s+background|off\s+the\s+record)\b
    | \bwho\s+(?:was|were|is|are)\s+not\s+authori[sz]ed\s+to\s+(?:speak|comment|discuss|talk)(?:\s+(?:publicly|to\s+(?:the\s+)?\w+))?
    | \bnot\s+authori[sz]ed\s+to\s+(?:speak|comment|discuss|talk)\s+(?:publicly|to\s+(?:the\s+)?(?:press|media|reporters))
    | \b(?:whose\s+name\s+(?:is|was|has\s+been)|name\s+has\s+been)\s+(?:being\s+)?(?:withheld|changed)\b
    """
)

REASON = re.compile(
    r"""(?ix) (?:\s+publicly)? ,? \s+ (?P<reason>
      (?:because|since|as|for\s+fear\s+of|fearing|citing|out\s+of\s+(?:fear|concern)|due\s+to|given|in\s+order\s+to|so\s+as\s+(?:not\s+)?to|so\s+that|while|to\s+(?:discuss|describe|speak|talk|avoid|protect))\b )"""
)
