"""The commonest small words of some languages, and the scripts of others.

Where it comes from: closed classes (articles, prepositions, pronouns, conjunctions) as any grammar
lists them; our own knowledge.
"""

from __future__ import annotations

_WORDS = {
    "en": "the of and to in that is was for on with as by he she it his her at from they this be are have had not but which were an or has been their who would said",
    "de": "der die das und ist nicht mit von den dem des ein eine einen einer auf für sich auch als aus nach bei wie werden wurde hat haben sind zu im am zum zur dass es er sie wir",
    "fr": "le la les des et est une du que qui dans pour pas sur par avec au aux sont ce cette ne se plus ont été mais il elle ils nous vous leur ses son sa être deux",
    "es": "el los las del y que en un una por con para es no se su al lo como más pero sus fue ha este esta son entre cuando muy sobre también hasta hay donde quien desde todo nos",
    "it": "il lo gli di e che è un una per con non sono del della dei delle nel nella alla al dal dalla si come anche più ma ha hanno questo questa stato essere dopo suo sua loro",
    "pt": "o os as do da dos das e que em um uma por com para não se no na nos nas ao mais como mas foi ser são tem seu sua pelo pela até também entre depois quando muito já",
    "nl": "de het een en van is dat niet op te zijn voor met die aan er als ook maar bij om uit door naar heeft worden werd wordt deze dit nog wel over hebben hij zij wij",
    "sv": "och att det som en ett på är av för med den till inte om han hon de har i var från men så kan när hade eller efter skulle blev också sin mot vid",
    "da": "og at det som en et på er af for med den til ikke om han hun de har i var fra men så kan når havde eller efter skulle blev også sin mod ved blevet",
    "no": "og at det som en et på er av for med den til ikke om han hun de har i var fra men så kan når hadde eller etter skulle ble også sin mot ved blitt",
    "fi": "ja on ei että se oli hän mutta kun niin ovat myös kuin tai joka ole olla sen hänen jos mukaan nyt vain sitä jo voi siitä ne he tämä vielä kanssa",
    "pl": "i w na z że się nie do to jest o jak za po od przez ale dla są oraz był był być tego jego jej ich już tylko tym przed może ma który która które",
    "cs": "a v na se že je to s z do o ve si za by jako pro jsou ale po podle jeho které který která byl byla bylo také jen už při nebo až od jsem",
    "ro": "și de în la cu pe că nu este o un din pentru sunt mai care a fost au ce prin după sau dar fi să lui ale cele lor său aceasta acest într",
    "hu": "a az és hogy nem is egy van meg de csak már mint ha volt ez azt el még lesz után vagy minden szerint között által pedig mert kell lehet olyan",
    "tr": "ve bir bu da de için ile olarak daha çok en ne gibi olan kadar sonra ama değil var ise her o olduğu diye ya göre ki bunu yeni büyük",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada mereka oleh saya kami telah lebih bisa atau sudah tersebut sebagai bahwa",
    "vi": "và của là có được cho không trong với các một những này người đã để khi đến từ như về sẽ tại ra cũng vào ông nhiều theo",
    "ca": "el els les del dels i que en un una per amb és no se al als com més però seus va ha aquest aquesta són entre quan molt sobre també fins on des",
    "hr": "i u na je se da su za od koji koja koje s ne to kao a iz o bi će što sa po bio bila ali nije ili samo biti već još više prema",
}

STOP_WORDS: dict[str, tuple[str, ...]] = {}
"""Small word -> the languages that have it."""
for _code, _listed in _WORDS.items():
    for _word in set(_listed.split()):
        STOP_WORDS[_word] = (*STOP_WORDS.get(_word, ()), _code)

SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0E00, 0x0E7F, "th"),
    (0x10A0, 0x10FF, "ka"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
"""First and last code point of a script, and the language taken for it."""
"""(Cyrillic, Arabic and Devanagari stand for their largest languages.)"""

NAMES = {
    "ar": "Arabic", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tr": "Turkish", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
