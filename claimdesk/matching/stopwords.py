"""Words that say nothing of what a statement is about. They are not searched by.

Where it comes from: any grammar of English; what else is written in front of a shared link. Words
that negate are here as well: `facts` reads them from the text itself.
"""

from claimdesk.extraction.lexicon import words

STOP_WORDS = words("""
    a an the and or but if of at by for with about into to from in on off over under then than so as
    is are was were be been being am isn aren wasn weren
    do does did doing don doesn didn have has had having haven hasn hadn
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
    this that these those there here what which who whom whose how when where why
    will would shall should can could may might must won wouldn shan shouldn couldn mightn mustn cannot
    not no nor just also very too such own same all any both each few more most other some only again
    s t d ll re ve m st nd rd th up down out
    rt via amp said says say
    """)
