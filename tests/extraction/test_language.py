"""English is read; any other language is named and left alone; what cannot be told is English."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from claimdesk.extraction.language import language_of, note_for
from claimdesk.extraction.lexicon.languages import NAMES
from claimdesk.extraction.pipeline import extract

OTHERS = {
    "ar": "قال وزير النقل إن الجسر سيبقى مغلقا حتى شهر أيار المقبل. وأضاف مسؤول طلب عدم الكشف عن اسمه أن التكلفة تضاعفت.",
    "bg": "Министърът на транспорта заяви, че мостът ще остане затворен до май. Цените на хляба се повишиха.",
    "cs": "Ministr dopravy řekl, že most zůstane kvůli opravám uzavřen do května. Cena chleba v hlavním městě vzrostla.",
    "cy": "Dywedodd y gweinidog trafnidiaeth y bydd y bont ar gau tan fis Mai. Mae'r gost wedi dyblu mewn blwyddyn.",
    "da": "Transportministeren sagde, at broen forbliver lukket til maj på grund af reparationer. Prisen på brød steg.",
    "de": "Der Minister sagte, dass die Brücke bis zum Mai nicht wieder geöffnet wird. „Das ist für die Stadt ein Problem“, sagte er.",
    "el": "Ο υπουργός Μεταφορών δήλωσε ότι η γέφυρα θα παραμείνει κλειστή έως τον Μάιο λόγω επισκευών.",
    "es": "El ministro dijo que el puente no se abrirá hasta mayo. «Es un problema para la ciudad», añadió después de la reunión.",
    "fa": "وزیر راه گفت که پل به دلیل تعمیرات تا ماه مه بسته خواهد ماند. قیمت نان در پایتخت بیست درصد افزایش یافته است.",
    "fi": "Liikenneministeri sanoi, että silta pysyy suljettuna toukokuuhun asti. Leivän hinta nousi kaksikymmentä prosenttia.",
    "fr": "Le ministre a déclaré que la réforme sera votée avant la fin de l’année. « Nous irons au bout », a-t-il dit devant les députés.",
    "he": "שר התחבורה אמר שהגשר יישאר סגור עד חודש מאי בגלל עבודות תיקון.",
    "hi": "परिवहन मंत्री ने कहा कि मरम्मत के कारण पुल मई तक बंद रहेगा। राजधानी में रोटी के दाम बीस प्रतिशत बढ़ गए हैं।",
    "hu": "A közlekedési miniszter szerint a híd a javítások miatt májusig zárva marad. A kenyér ára húsz százalékkal nőtt.",
    "it": "Il ministro dei Trasporti ha detto che il ponte resterà chiuso fino a maggio. «Non ci sono soldi», ha dichiarato la sindaca.",
    "ja": "交通大臣は、橋の補修工事のため五月まで通行止めが続くと述べた。",
    "ko": "교통부 장관은 보수 공사 때문에 다리가 5월까지 폐쇄된다고 밝혔다.",
    "nl": "De minister van Verkeer zei dat de brug wegens werkzaamheden tot mei gesloten blijft. De prijs van brood steeg.",
    "pl": "Minister transportu powiedział, że most pozostanie zamknięty do maja z powodu remontu. Cena chleba wzrosła.",
    "ps": "د ټرانسپورټ وزیر وویل چې پل به د ترمیم له امله تر مۍ میاشتې پورې تړلی وي.",
    "pt": "O ministro dos Transportes disse que a ponte ficará fechada até maio. “Não há dinheiro”, afirmou a prefeita.",
    "ru": "Министр заявил, что мост не откроют до мая. «Это проблема для города», — добавил он после встречи.",
    "sv": "Transportministern sade att bron förblir stängd till maj på grund av reparationer. Priset på bröd steg.",
    "sw": "Waziri wa uchukuzi alisema kuwa daraja litaendelea kufungwa hadi Mei. Bei ya mkate katika mji mkuu imepanda.",
    "th": "รัฐมนตรีคมนาคมกล่าวว่าสะพานจะปิดจนถึงเดือนพฤษภาคมเพื่อซ่อมแซม",
    "tr": "Ulaştırma Bakanı, köprünün onarım nedeniyle mayıs ayına kadar kapalı kalacağını söyledi. Ekmek fiyatı yüzde yirmi arttı.",
    "uk": "Міністр транспорту заявив, що міст залишатиметься закритим до травня через ремонт.",
    "ur": "وزیر ٹرانسپورٹ نے کہا ہے کہ مرمت کی وجہ سے پل مئی تک بند رہے گا۔",
    "vi": "Bộ trưởng Giao thông cho biết cây cầu sẽ đóng cửa đến tháng Năm để sửa chữa. Giá bánh mì ở thủ đô đã tăng.",
    "zh": "部长表示大桥要到五月才能重新开放。他在会见当地居民后补充说这对城市来说是一个很大的问题需要尽快解决。",
}

ENGLISH = [
    "Harper said the bridge would close.",
    "She denied it.",
    # foreign names
    "Recep Tayyip Erdoğan met Volodymyr Zelenskyy and Ursula von der Leyen in Brussels, Anadolu Ajansı reported.",
    "Nguyễn Phú Trọng and Phạm Minh Chính visited Thừa Thiên Huế, Việt Nam News said.",
    "Borussia Mönchengladbach beat Bayern München 2-1; Manuel Neuer and Joshua Kimmich were booked, Kicker said.",
    "Andrés Manuel López Obrador said Petróleos Mexicanos and Comisión Federal de Electricidad will keep prices.",
    # headlines
    "Minister denies fraud",
    "Oil prices surge",
    "Merkel, Macron meet",
    "Police arrest man, 43",
    "MAYOR RESIGNS",
    # quotations
    "“Je ne regrette rien,” the minister said in French. “Nous allons continuer.”",
    "« C'est fini, il n'y a plus rien à faire ici », said the owner, who closed the shop in May.",
    "Protesters chanted “الشعب يريد إسقاط النظام” in Tahrir Square, a witness said.",
    "The ministère de l’Intérieur said that it was not for the press to say.",
    # nothing to go by
    "",
    "12 34 56",
    "DAX 15,203.4 -0.4%; CAC 40 7,102.2 +0.1%",
    "Berlin, May 3",
    "Le Monde",
    "東京",
    "https://example.com/de/index.html",
    "𝐓𝐡𝐞 𝐦𝐚𝐲𝐨𝐫 𝐬𝐚𝐢𝐝 𝐬𝐨",
    "\ud800\ud801",
]


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_named(code: str) -> None:
    assert language_of(OTHERS[code]) == code
    assert code in NAMES


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_cannot_be_told_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_script_that_nobody_knows_is_not_taken_for_english() -> None:
    cherokee = "ᎣᏏᏲ ᏙᎯᏧ ᎠᏂᏴᏫᏯ ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᎾᏛᏁᎭ " * 3
    assert language_of(cherokee) != "en"
    assert note_for("und") is not None


def test_the_article_counts_and_not_the_page_around_it() -> None:
    menu = "Subscribe to our newsletter. Share on Facebook. Sign in.\n\n"
    assert language_of(menu + OTHERS["de"] + " Ein Beamter sprach von verdoppelten Kosten.") == "de"
    menu = "Abonnieren Sie unseren Newsletter. Teilen. Anmelden.\n\n"
    english = "The transport minister said the bridge would stay closed until the end of May."
    assert language_of(menu + english) == "en"


def test_a_long_text_is_judged_by_its_start_middle_and_end() -> None:
    assert language_of((OTHERS["fr"] + "\n") * 500) == "fr"
    assert language_of("Harper said that the bridge would be closed to all. " * 500) == "en"


def test_threads_do_not_disturb_each_other() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(language_of, list(OTHERS.values()) * 20)) == list(OTHERS) * 20


@pytest.mark.parametrize("code", ["fr", "ar", "zh", "sw"])
def test_other_languages_have_no_claims_and_say_why(code: str) -> None:
    found = extract(OTHERS[code])
    assert found.language == code
    assert found.claims == ()
    assert found.note is not None
    assert f"{NAMES[code]} is not supported yet" in found.note
    assert "stored without claims" in found.note


def test_english_has_no_note() -> None:
    assert extract("Harper said the bridge would close.").note is None
