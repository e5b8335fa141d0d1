"""The corpus for the tokenizers of the parity models, and the texts that the models analyze.

All sentences were written for this file, or are proverbs and quotations in the public domain.
"""

CORPUS = """
The quick brown fox jumps over the lazy dog near the river bank.
Tim and Ada visited Berlin last week and stayed at a small hotel.
It was the best of times, it was the worst of times.
Call me Ishmael. Some years ago I went to sea.
All happy families are alike; every unhappy family is unhappy in its own way.
She doesn't like the well-known restaurant, but it's cheap and they're friendly.
The company from London opened an office in New York and another one in Paris.
Please see the page at https://example.org or write to me@example.org today.
Prices went up by 12.5 % in 2023, from $1,000 to $1,125.
We were not impressed by the camera, the battery or the screen.
A stitch in time saves nine, and a bird in the hand is worth two in the bush.
Jean-Baptiste lives in Stratford-upon-Avon with his brother and two dogs.
I love this phone! The worst service I have ever had. Would not buy again...
The United Nations met in Geneva on Monday to discuss the price of bread.
Der schnelle braune Fuchs springt über den faulen Hund.
Die Königin von Dänemark besuchte München und Zürich im März.
Übung macht den Meister, sagt man in Österreich.
Les élèves de l'école française ont visité le château près de la forêt.
L'été dernier, nous étions à Genève et à Montréal.
El niño comió una manzana en São Paulo mañana por la mañana.
Más vale tarde que nunca, decía mi abuela en Málaga.
In Łódź und Kraków wohnen viele Menschen.
İstanbul'da hava güzel ve Ankara'da soğuk.
Москва слезам не верит, а Петербург ждёт весны.
Анна Каренина жила в Москве и ехала в Петербург.
Η Αθήνα και η Θεσσαλονίκη είναι πόλεις της Ελλάδας.
القاهرة مدينة كبيرة في مصر وهي جميلة.
ירושלים היא עיר עתיקה ותל אביב עיר חדשה.
दिल्ली भारत की राजधानी है और बहुत बड़ी है।
กรุงเทพเป็นเมืองหลวงของประเทศไทย
서울은 대한민국의 수도이고 부산은 항구 도시이다.
東京タワーはとても高いです。私は東京が好きです。
北京是中国的首都，上海是最大的城市。
清华大学位于北京市海淀区。
我在上海的办公室工作，他在北京上大学。
这家酒店的服务很好，房间也很大，下次还来。
高雄是台灣的城市，台北也是。
学而时习之，不亦说乎？有朋自远方来，不亦乐乎？
天下大势，分久必合，合久必分。
千里之行，始于足下。
""".strip().split("\n")

TEXTS = [
    "Tim Cook visited Berlin last week.",
    "Berlin",
    "I ❤ 🚀 Berlin 👩‍💻 and 🇩🇪 so much 👍🏽!",
    "🚀🚀 to the moon and back",
    "清华大学位于北京市海淀区，成立于1911年。",
    "台積電在高雄設廠，員工超過500人。",
    "我在Google上海办公室工作，他在New York。",
    "東京タワーはとても高いです。スカイツリーも。",
    "서울은 대한민국의 수도이다.",
    "Cafe\u0301 de l'Europe a\u0300 Zu\u0308rich, re\u0301sume\u0301",
    "Café São Paulo, Łódź and Zürich im März.",
    "A well-known Jean-Baptiste of Stratford-upon-Avon — state-of-the-art.",
    "See https://example.org/a?b=1&c=2#top or mail me@example.org.",
    "القاهرة مدينة كبيرة في مصر، وهي جميلة.",
    "ירושלים and תל אביב are cities (ערים) in Israel.",
    "O'Brien's friend doesn't like rock 'n' roll; it’s fine, y'all.",
    "  Ada Lovelace  lived in London ",
    "First line\nSecond line\twith Ada\r\n\r\nThird line",
    "Angela\u00a0Merkel\u2009met\u3000Macron",
    "$1,234.56 vs. €99.90 (−5 %), approx. 3/4 & 1.5e-3",
    "Wait... what?! No way!!! (***) [sic] {x} <y>",
    "दिल्ली भारत की राजधानी है। क्या?",
    "กรุงเทพเป็นเมืองหลวงของประเทศไทย",
    "Анна Каренина жила в Петербурге, а не в Москве.",
    "ΑΘΗΝΑ και Θεσσαλονίκη: ΟΔΟΣ, οδός.",
    "İstanbul'da Işık üniversitesi",
    "“Lexstream” (v0.1) & Co. KG/GmbH, said «Ada»…",
    "Ｆｕｌｌ　ｗｉｄｔｈ １２３ oﬃce ﬁnance ㎏ ½",
    "J. R. Smith of the U.S. and E. on Mars (NASA, U.N.), etc.",
    "iPhone15 COVID-19 B2B 4x4 Web2.0 e-mail",
    "co\u00adoperate zero\u200bwidth b\u0338a\u0302d Z̸̛͎a̴l̷g̶o",
    "The company from London opened an office in New York and another one in Paris; Tim and Ada, who had "
    "never been to Geneva, wrote to the United Nations on Monday. They didn't answer, so Jean-Baptiste went there "
    "himself, by train, with two dogs and a bird.",
]
