"""The people and firms of the demo, as plain lists. Every mail address ends in .example, every number is fictional."""

from collections.abc import Sequence
from typing import NamedTuple


class Names(NamedTuple):
    """Given and family names that go together."""

    share: int
    """How many of a hundred and some people have such a name."""
    given: str
    family: str


NAMES: Sequence[Names] = (
    Names(
        34,
        "Alice Amelia Andrew Aaron Ben Beth Caleb Carol Claire Daniel Diana Edward Ellen Emma Frank Grace Hannah "
        "Harper Henry Isaac Jack Jane Joan Josh Kate Laura Leo Lucy Mark Martha Megan Nathan Nora Owen Paul Peter "
        "Rachel Rose Ruth Samuel Sarah Simon Tess Thomas Walter William",
        "Adams Archer Baker Barnes Bell Bennett Brooks Carter Clarke Coleman Cooper Dawson Ellis Fisher Foster "
        "Gibson Grant Hale Harding Hayes Hughes Jennings Keller Lambert Lawson Marsh Mercer Morgan Nash Norris "
        "Parsons Pearce Quinn Reed Shaw Sinclair Stone Sutton Turner Vaughan Wallace Webb Weston Whitaker Young",
    ),
    Names(
        11,
        "José María Lucía Ana Andrés Beatriz Camila Carlos Elena Diego Inés Javier Joaquín Luis Mónica Nuria "
        "Pablo Raúl Rocío Sofía Tomás Verónica",
        "Álvarez Benítez Castro Cortés Delgado Domínguez Fernández García Gómez Herrera Ibáñez López Márquez "
        "Muñoz Núñez Ortega Peña Ramírez Rojas Sánchez Soto Vargas Zúñiga",
    ),
    Names(
        8,
        "Søren Åsa Astrid Björn Erik Freja Gunnar Håkan Ingrid Jørgen Kirsten Lars Linnéa Magnus Nils Pål Sigrid "
        "Solveig Tove Øystein",
        "Åkesson Andersen Bergström Dahl Ekström Eriksen Hansen Holm Jönsson Kjær Larsen Lindqvist Møller "
        "Nørgaard Olsen Rønning Sjöberg Strand Sørensen Ågård",
    ),
    Names(
        8,
        "Anja Bernd Claudia Dieter Florian Gisela Heike Jörg Jürgen Katrin Lukas Martina Matthias Petra Sabine "
        "Stefan Ulrike Uwe Wolfgang Zoë",
        "Bäcker Becker Böhm Fischer Großmann Hoffmann Jäger Köhler Krüger Lange Müller Neumann Richter Schäfer "
        "Schröder Schulz Vogel Weiß Wöhler Ziegler",
    ),
    Names(
        8,
        "Adèle Amélie Benoît Cécile Chloé Étienne François Gaëlle Hélène Jérôme Léa Luc Manon Mathieu Noël Océane "
        "René Sylvie Thérèse Zoé",
        "Beaulieu Bélanger Chevalier Côté Delacroix Dubois Fournier Gagné Girard Lefèvre Lemaître Mercier Moreau "
        "Perrault Renard Roux Séguin Tremblay",
    ),
    Names(
        6,
        "Agnieszka Bogdan Dorota Ewa Grażyna Jakub Jiří Kateřina Łukasz Małgorzata Marek Ondřej Paweł Piotr Tomáš "
        "Věra Wojciech Zdeněk",
        "Čermák Dąbrowska Dvořák Jabłońska Kowalski Król Kučera Nowak Novotný Pokorná Szymański Svoboda "
        "Wiśniewski Wójcik Zieliński",
    ),
    Names(
        8,
        "Aditi Ananya Arjun Deepa Farah Imran Kavita Kiran Lakshmi Meera Naveen Omar Pooja Rahul Ravi Sana Shreya "
        "Sunil Tariq Vikram",
        "Agarwal Banerjee Chaudhry Desai Gupta Hussain Iyer Joshi Kapoor Khan Mehta Menon Patel Rao Reddy Shah "
        "Singh Verma",
    ),
    Names(
        5,
        "Amina Chidi Folake Ibrahim Kofi Kwame Layla Mariam Nadia Ngozi Samira Tunde Yasmin Youssef Zainab Zola",
        "Abara Achebe Bekele Boateng Diallo Farouk Haddad Mansour Mensah Mwangi Nwosu Okafor Okonkwo Osei Salem Traoré",
    ),
    Names(
        4,
        "Aylin Burak Defne Emre Gülşen Hakan Leyla Mehmet Özlem Selin Tolga Zeynep",
        "Aksoy Çelik Demir Erdoğan Güneş Kaya Öztürk Polat Şahin Tekin",
    ),
    Names(
        4,
        "Anh Bảo Duy Hà Hương Linh Minh Ngọc Phương Quân Thảo Trang Tuấn",
        "Bùi Đặng Đỗ Hồ Hoàng Lê Ngô Nguyễn Phạm Trần Vũ",
    ),
    Names(
        3,
        "Giulia Lorenzo Chiara Niccolò Paola Matteo Beatrice Tiago João Inês Gonçalo Luísa",
        "Bianchi Conti D’Angelo Esposito Ferrari Moretti Almeida Araújo Carvalho Conceição Magalhães Simões",
    ),
)
"""Names by where they come from."""

WIDE_NAMES: Sequence[tuple[str, str, str]] = (
    ("李", "娜", "li.na"),
    ("王", "伟", "wang.wei"),
    ("张", "敏", "zhang.min"),
    ("刘", "洋", "liu.yang"),
    ("陈", "静", "chen.jing"),
    ("赵", "磊", "zhao.lei"),
    ("周", "雪", "zhou.xue"),
    ("林", "志远", "lin.zhiyuan"),
    ("田中", "裕子", "tanaka.yuko"),
    ("佐藤", "健", "sato.ken"),
    ("鈴木", "美咲", "suzuki.misaki"),
    ("高橋", "直樹", "takahashi.naoki"),
    ("渡辺", "彩", "watanabe.aya"),
    ("김", "민준", "kim.minjun"),
    ("이", "서연", "lee.seoyeon"),
    ("박", "지훈", "park.jihun"),
    ("최", "수아", "choi.sua"),
    ("정", "하은", "jung.haeun"),
)
"""Family and given name as written, each two columns wide, and as a mail address spells them."""

FIRMS = (
    "Alder Amber Anchor Aspen Aurora Beacon Birch Bluebird Brightwater Bronze Canyon Cedar Cinder Clover Cobalt "
    "Compass Copper Coral Crescent Dovetail Eastgate Elm Ember Fairmont Falcon Fern Finch Flint Garnet Granite "
    "Greenfield Harbor Hawthorn Hazel Heron Highland Horizon Indigo Iron Ivy Jasper Keystone Kingfisher Lantern "
    "Larch Laurel Linden Maple Marigold Meadow Meridian Millstone Nightingale Northwind Oakridge Opal Orchard "
    "Osprey Pebble Pinecrest Plover Quarry Redwood Ridge Rowan Saffron Sandpiper Sequoia Silverline Sparrow "
    "Stonebridge Summit Sycamore Thistle Timber Umber Valley Wexford Willow Wren Ångström Über Étoile Señal Łódź"
)
"""The first words of firms."""

TRADES = (
    "Bakery Books Brewing Builders Care Ceramics Clinics Coffee Dental Design Energy Engineering Events Farms "
    "Foods Freight Furniture Gardens Glass Homes Hotels Instruments Kitchens Labs Legal Lighting Logistics Marine "
    "Media Optics Outdoor Packaging Paper Pharmacy Print Roofing Schools Software Solar Sports Studios Supply "
    "Textiles Tools Travel Water Windows"
)
"""The second words of firms."""

WIDE_FIRMS: Sequence[str] = (
    "明月贸易",
    "みなと物流",
    "한빛전자",
    "Café Olé",
    "Brötchen & Söhne",
    "Žižkov Print",
    "Smørrebrød Catering",
)

TITLES: Sequence[str] = (
    "Owner",
    "Managing Director",
    "Head of Operations",
    "Operations Manager",
    "Office Manager",
    "Buyer",
    "Head of Purchasing",
    "Purchasing Manager",
    "Finance Director",
    "Facilities Manager",
    "Head of IT",
    "Plant Manager",
    "Store Manager",
    "Practice Manager",
    "Marketing Lead",
    "Partner",
    "",
)

SOURCES: Sequence[str] = (
    "referral",
    "referral",
    "website",
    "trade fair",
    "newsletter",
    "cold call",
    "event",
    "partner",
    "",
)

CAST: Sequence[tuple[str, str, str, str]] = (
    ("Dana", "Reyes", "Acme", "Head of Purchasing"),
    ("Ana", "Ruiz", "Kestrel", "Operations Manager"),
    ("Tom", "Beck", "Otter & Co", "Owner"),
    ("Priya", "Nair", "Lumen", "Marketing Lead"),
)
"""Customers from the first weeks on, whom the last days name."""

LEE = ("Lee", "Park", "Borealis", "Plant Manager")
"""The opportunity of these weeks."""

SAM = ("Sam", "Ode", "Juniper", "Buyer")
"""The lead who was called first this morning."""
