"""Acts in the words of newspapers, agencies and ministries: type and sides of sentences of our own."""

from __future__ import annotations

import pytest

from legation.model import Article

# Sentence, then type, actors and recipients of an event that it must give.
CASES = [
    (
        "Several hundred demonstrators massed outside the French embassy in Niamey on Saturday, waving placards against Paris.",
        "PROTEST",
        "NSA:protesters",
        "FRA",
    ),
    (
        "Argentina's largest union federation downed tools for 24 hours in protest at the government's spending cuts.",
        "PROTEST",
        "NSA:protesters",
        "ARG",
    ),
    (
        "Rioters torched dozens of cars in Marseille as unrest spread across France.",
        "PROTEST",
        "NSA:protesters",
        "FRA",
    ),
    (
        "For a tenth night running, protesters filled Rustaveli Avenue in Tbilisi to denounce Georgia's foreign-agent law.",
        "PROTEST",
        "NSA:protesters",
        "GEO",
    ),
    (
        "A march on Lima by Andean communities demanding the resignation of Peru's president drew thousands.",
        "PROTEST",
        "NSA:protesters",
        "PER",
    ),
    (
        "Israel was brought to a halt by a general strike called to press the government for a hostage deal.",
        "PROTEST",
        "NSA:protesters",
        "ISR",
    ),
    (
        "Demonstrators in Budapest held a candlelit vigil outside the Hungarian parliament over the new law.",
        "PROTEST",
        "NSA:protesters",
        "HUN",
    ),
    (
        "Thousands marched through Baghdad demanding that American troops go home.",
        "PROTEST",
        "NSA:protesters",
        "USA",
    ),
    (
        "In Manila, activists dumped spoiled fish in front of the Chinese embassy.",
        "PROTEST",
        "NSA:activists",
        "CHN",
    ),
    (
        "Unrest convulsed Chile for a second week, with barricades burning across Santiago.",
        "PROTEST",
        "NSA:protesters",
        "CHL",
    ),
    (
        "Demonstrators pelted the Azerbaijani mission in Tehran with eggs.",
        "PROTEST",
        "NSA:protesters",
        "AZE",
    ),
    (
        "In Indonesia, where lawmakers' perks set off riots in August, motorcycle taxi drivers took to the streets again.",
        "PROTEST",
        "NSA:protesters",
        "IDN",
    ),
    (
        "Russia has massed some 40,000 troops near Ukraine's northern border, Kyiv said.",
        "MOBILIZE",
        "RUS",
        "UKR",
    ),
    (
        "Venezuelan troops are being concentrated along the frontier with Guyana.",
        "MOBILIZE",
        "VEN",
        "GUY",
    ),
    (
        "India successfully conducted the maiden flight of its Agni-Prime missile.",
        "MOBILIZE",
        "IND",
        "",
    ),
    (
        "Estonia began its largest snap exercise in a decade, activating 1,700 reservists.",
        "MOBILIZE",
        "EST",
        "",
    ),
    (
        "The United States flew two B-52 bombers over the Korean peninsula.",
        "MOBILIZE",
        "USA",
        "KOR",
    ),
    (
        "Ethiopia redeployed two divisions to its northern frontier with Eritrea.",
        "MOBILIZE",
        "ETH",
        "ERI",
    ),
    (
        "Azerbaijan's build-up of armour along the Armenian border alarmed observers.",
        "MOBILIZE",
        "AZE",
        "ARM",
    ),
    (
        "Moscow has called up 300,000 reservists.",
        "MOBILIZE",
        "RUS",
        "",
    ),
    (
        "Algeria moved anti-aircraft batteries up to its frontier with Mali.",
        "MOBILIZE",
        "DZA",
        "MLI",
    ),
    (
        "NATO put its rapid response force on standby.",
        "MOBILIZE",
        "NATO",
        "",
    ),
    (
        "Pakistan placed its air force on high alert.",
        "MOBILIZE",
        "PAK",
        "",
    ),
    (
        "Warsaw is spending 2 billion zlotys on fortifying its eastern border.",
        "MOBILIZE",
        "POL",
        "",
    ),
    (
        "Russia has jailed an American journalist on espionage charges.",
        "COERCE",
        "RUS",
        "USA",
    ),
    (
        "US marshals impounded a Venezuelan presidential jet in Florida.",
        "COERCE",
        "USA",
        "VEN",
    ),
    (
        "North Korean hackers stole data from a South Korean shipbuilder.",
        "COERCE",
        "PRK",
        "KOR",
    ),
    (
        "Pakistan has rounded up and sent back more than half a million Afghans.",
        "COERCE",
        "PAK",
        "AFG",
    ),
    (
        "Moscow placed the local assets of Danish brewer Carlsberg under state management.",
        "COERCE",
        "RUS",
        "DNK",
    ),
    (
        "German police picked up two men suspected of spying for Russia.",
        "COERCE",
        "DEU",
        "RUS",
    ),
    (
        "The Russian coast guard seized a Japanese squid boat.",
        "COERCE",
        "RUS",
        "JPN",
    ),
    (
        "Venezuela's agents seized a Colombian businessman at Caracas airport.",
        "COERCE",
        "VEN",
        "COL",
    ),
    (
        "A French-Algerian novelist was taken into custody by Algeria on arrival.",
        "COERCE",
        "DZA",
        "FRA",
    ),
    (
        "Morocco has kept its customs posts at Ceuta, a Spanish enclave, closed.",
        "COERCE",
        "MAR",
        "ESP",
    ),
    (
        "Ethiopia's filling of the dam has held back water from Egypt and Sudan.",
        "COERCE",
        "ETH",
        "EGY|SDN",
    ),
    (
        "Russian forces overran the Ukrainian town of Vuhledar.",
        "ASSAULT",
        "RUS",
        "UKR",
    ),
    (
        "Ukrainian drones set ablaze a refinery in Russia's Ryazan region.",
        "ASSAULT",
        "UKR",
        "RUS",
    ),
    (
        "A suicide bomber blew himself up at a mosque in Peshawar, Pakistan.",
        "ASSAULT",
        "NSA:bombers",
        "PAK",
    ),
    (
        "Azerbaijani troops opened up on an Armenian border post with mortars.",
        "ASSAULT",
        "AZE",
        "ARM",
    ),
    (
        "Bangladeshi police fired rubber bullets and tear gas at protesters in Dhaka.",
        "ASSAULT",
        "BGD",
        "NSA:protesters",
    ),
    (
        "Moscow's full-scale invasion of Ukraine began in February 2022.",
        "ASSAULT",
        "RUS",
        "UKR",
    ),
    (
        "Ukraine's incursion into Russia's Kursk region caught Moscow unawares.",
        "ASSAULT",
        "UKR",
        "RUS",
    ),
    (
        "Saudi-led warplanes have bombed Yemen's port of Hodeidah.",
        "ASSAULT",
        "SAU",
        "YEM",
    ),
    (
        "The town of Pokrovsk in Ukraine has been flattened by Russian guided bombs.",
        "ASSAULT",
        "RUS",
        "UKR",
    ),
    (
        "Indian missiles slammed into nine sites in Pakistan.",
        "ASSAULT",
        "IND",
        "PAK",
    ),
    (
        "Overnight raids by the Israeli air force on Syrian depots killed two.",
        "ASSAULT",
        "ISR",
        "SYR",
    ),
    (
        "Ugandan and South Sudanese soldiers exchanged fire along the border, leaving five dead.",
        "ASSAULT",
        "SSD|UGA",
        "SSD|UGA",
    ),
    (
        "The last French soldiers left Niger on Friday, ending a decade of deployment.",
        "RETREAT",
        "FRA",
        "NER",
    ),
    (
        "Moscow freed a former US marine in exchange for a Russian arms dealer.",
        "RETREAT",
        "RUS",
        "USA",
    ),
    (
        "Six Americans came home after Venezuela set them free.",
        "RETREAT",
        "VEN",
        "USA",
    ),
    (
        "Washington lifted most of its sanctions on Syria.",
        "RETREAT",
        "USA",
        "SYR",
    ),
    (
        "The European Union took three Georgian judges off its blacklist.",
        "RETREAT",
        "EU",
        "GEO",
    ),
    (
        "Belarus pardoned five Lithuanian citizens.",
        "RETREAT",
        "BLR",
        "LTU",
    ),
    (
        "India restored e-visa services for Canadians after a two-month suspension.",
        "RETREAT",
        "IND",
        "CAN",
    ),
    (
        "The United States removed Cuba from its list of state sponsors of terrorism.",
        "RETREAT",
        "USA",
        "CUB",
    ),
    (
        "Israel let 100 aid trucks into northern Gaza.",
        "RETREAT",
        "ISR",
        "PSE",
    ),
    (
        "Iran returned the seized Portuguese-flagged ship's crew to their families.",
        "RETREAT",
        "IRN",
        "PRT",
    ),
    (
        "American forces quit the Agadez base in Niger in August.",
        "RETREAT",
        "USA",
        "NER",
    ),
    (
        "The EU suspended its sanctions on Syria's energy sector.",
        "RETREAT",
        "EU",
        "SYR",
    ),
    (
        "Washington rushed air-defence interceptors to Ukraine.",
        "AID",
        "USA",
        "UKR",
    ),
    (
        "The International Monetary Fund disbursed 820 million dollars to Egypt.",
        "AID",
        "IMF",
        "EGY",
    ),
    (
        "British instructors have trained more than 50,000 Ukrainian recruits.",
        "AID",
        "GBR",
        "UKR",
    ),
    (
        "Canada gave asylum to an Armenian journalist.",
        "AID",
        "CAN",
        "ARM",
    ),
    (
        "Russian mercenaries are propping up Mali's junta.",
        "AID",
        "RUS",
        "MLI",
    ),
    (
        "The delivery of French radars to Armenia began in November.",
        "AID",
        "FRA",
        "ARM",
    ),
    (
        "Madrid pays for the treatment of wounded Ukrainian soldiers in Zaragoza.",
        "AID",
        "ESP",
        "UKR",
    ),
    (
        "The US typhoon relief for the Philippines amounted to 20 million dollars.",
        "AID",
        "USA",
        "PHL",
    ),
    (
        "Bangladesh shelters a million Rohingya from Myanmar.",
        "AID",
        "BGD",
        "MMR",
    ),
    (
        "American surveillance flights from Ghana are helping Nigeria's army find kidnappers.",
        "AID",
        "USA",
        "NGA",
    ),
    (
        "India bailed the Maldives out with a currency swap of 400 million dollars.",
        "AID",
        "IND",
        "MDV",
    ),
    (
        "Russia warned London it would treat British bases as legitimate targets if its missiles were used.",
        "THREATEN",
        "RUS",
        "GBR",
    ),
    (
        "Washington has brandished the threat of tariffs against Mexico.",
        "THREATEN",
        "USA",
        "MEX",
    ),
    (
        "Kim Jong Un said his army would wipe out South Korea if provoked.",
        "THREATEN",
        "PRK",
        "KOR",
    ),
    (
        "China is threatening Japan with a ban on rare earths.",
        "THREATEN",
        "CHN",
        "JPN",
    ),
    (
        "Islamabad said any diversion of the river by India would be considered an act of war.",
        "THREATEN",
        "PAK",
        "IND",
    ),
    (
        "Israel cautioned Lebanon against letting Hezbollah rearm.",
        "THREATEN",
        "ISR",
        "LBN",
    ),
    (
        "Kyiv raised the possibility of cutting oil transit to Hungary.",
        "THREATEN",
        "UKR",
        "HUN",
    ),
    (
        "Russia will respond in kind if NATO moves troops to Finland, Lavrov said.",
        "THREATEN",
        "RUS",
        "NATO",
    ),
    (
        'Tokyo will "pay a painful price" if it meddles in Taiwan, China\'s defence ministry warned.',
        "THREATEN",
        "CHN",
        "JPN",
    ),
    (
        "Brussels threatened Georgia with the loss of visa-free travel.",
        "THREATEN",
        "EU",
        "GEO",
    ),
    (
        "Washington's warning to Bogota that aid would end came on Sunday.",
        "THREATEN",
        "USA",
        "COL",
    ),
    (
        "Tehran will not tolerate any change of borders, Khamenei cautioned Baku.",
        "THREATEN",
        "IRN",
        "AZE",
    ),
    (
        "Japan has promised the Philippines five more patrol boats.",
        "AGREE",
        "JPN",
        "PHL",
    ),
    (
        "New Delhi has invited the Maldivian president to pay a state visit.",
        "AGREE",
        "IND",
        "MDV",
    ),
    (
        "Switzerland offered to host peace talks between Russia and Ukraine.",
        "AGREE",
        "CHE",
        "RUS|UKR",
    ),
    (
        "The State Department cleared a 2 billion dollar arms sale to Taiwan.",
        "AGREE",
        "USA",
        "TWN",
    ),
    (
        "Ankara's offer to train Somalia's navy was made public on Monday.",
        "AGREE",
        "TUR",
        "SOM",
    ),
    (
        "Prague will keep supplying Kyiv with shells.",
        "AGREE",
        "CZE",
        "UKR",
    ),
    (
        "Canberra committed itself to defending Tuvalu.",
        "AGREE",
        "AUS",
        "TUV",
    ),
    (
        "Kazakhstan plans to build a railway in Afghanistan.",
        "AGREE",
        "KAZ",
        "AFG",
    ),
    (
        "France will supply Ukraine with 100 Rafale fighters.",
        "AGREE",
        "FRA",
        "UKR",
    ),
    (
        "Seoul promised to speed up tank deliveries to Poland.",
        "AGREE",
        "KOR",
        "POL",
    ),
    (
        "Washington stands ready to buy Argentina's bonds.",
        "AGREE",
        "USA",
        "ARG",
    ),
    (
        "Britain proposed a joint venture on jet engines to India.",
        "AGREE",
        "GBR",
        "IND",
    ),
    (
        "The Dutch king apologised to Indonesia for excessive violence.",
        "CONCEDE",
        "NLD",
        "IDN",
    ),
    (
        "Israel expressed regret to Egypt over the death of an Egyptian soldier.",
        "CONCEDE",
        "ISR",
        "EGY",
    ),
    (
        "Russia announced a 30-hour Easter truce in Ukraine.",
        "CONCEDE",
        "RUS",
        "UKR",
    ),
    (
        "Serbia will withdraw its troops from the boundary with Kosovo.",
        "CONCEDE",
        "SRB",
        "XKX",
    ),
    (
        "Beijing is to lift its ban on Australian lobsters by the end of the year.",
        "CONCEDE",
        "CHN",
        "AUS",
    ),
    (
        "Poland will suspend its embargo on Ukrainian grain.",
        "CONCEDE",
        "POL",
        "UKR",
    ),
    (
        "Canada scrapped its digital services tax under pressure from the United States.",
        "CONCEDE",
        "CAN",
        "USA",
    ),
    (
        "Yerevan gave in to Baku and agreed to cede the villages.",
        "CONCEDE",
        "ARM",
        "AZE",
    ),
    (
        "Thailand promised to release 18 Cambodian soldiers.",
        "CONCEDE",
        "THA",
        "KHM",
    ),
    (
        "Tehran agreed to grant the IAEA access to the bombed sites.",
        "CONCEDE",
        "IRN",
        "IAEA",
    ),
    (
        "Washington withdrew its demand for Greenland under pressure from Denmark.",
        "CONCEDE",
        "USA",
        "DNK",
    ),
    (
        "Washington shelved its tariffs on Canadian potash.",
        "CONCEDE",
        "USA",
        "CAN",
    ),
    (
        "India and France are jointly building six submarines.",
        "COOPERATE",
        "FRA|IND",
        "",
    ),
    (
        "American and Filipino marines practised landing on Palawan.",
        "COOPERATE",
        "PHL|USA",
        "",
    ),
    (
        "Russian and Chinese bombers flew a joint patrol over the Sea of Japan.",
        "COOPERATE",
        "CHN|RUS",
        "",
    ),
    (
        "Germany extradited a hacker to the United States.",
        "COOPERATE",
        "DEU",
        "USA",
    ),
    (
        "Britain, Japan and Italy are developing a fighter jet together.",
        "COOPERATE",
        "GBR|ITA|JPN",
        "",
    ),
    (
        "Warships of Japan, South Korea and the United States drilled together off Jeju.",
        "COOPERATE",
        "JPN|KOR|USA",
        "",
    ),
    (
        "Moroccan and Spanish police broke up a people-smuggling ring.",
        "COOPERATE",
        "ESP|MAR",
        "",
    ),
    (
        "China launched a remote-sensing satellite for Pakistan.",
        "COOPERATE",
        "CHN",
        "PAK",
    ),
    (
        "Rail freight between Uzbekistan and Afghanistan has resumed.",
        "COOPERATE",
        "AFG|UZB",
        "",
    ),
    (
        "Chinese carmaker BYD is building a plant in Hungary.",
        "COOPERATE",
        "CHN",
        "HUN",
    ),
    (
        "Peru handed a fugitive banker over to China.",
        "COOPERATE",
        "PER",
        "CHN",
    ),
    (
        "Paris and Berlin pooled their satellite intelligence.",
        "COOPERATE",
        "DEU|FRA",
        "",
    ),
    (
        "French President Emmanuel Macron flew into Belgrade for a two-day stay.",
        "CONSULT",
        "FRA",
        "SRB",
    ),
    (
        "Qatar has been ferrying messages between Israel and Hamas.",
        "CONSULT",
        "QAT",
        "ISR|NSA:Hamas",
    ),
    (
        "The foreign ministers of Turkey, Iran and Russia convened in Doha.",
        "CONSULT",
        "IRN|RUS|TUR",
        "",
    ),
    (
        "Negotiators from Armenia and Azerbaijan thrashed out the text in Abu Dhabi.",
        "CONSULT",
        "ARM|AZE",
        "",
    ),
    (
        "Modi's trip to Tianjin was his first to China in seven years.",
        "CONSULT",
        "IND",
        "CHN",
    ),
    (
        "US and Chinese trade chiefs held a second day of talks in Geneva.",
        "CONSULT",
        "CHN|USA",
        "",
    ),
    (
        "Envoys of Egypt and Ethiopia met in Kinshasa over the dam.",
        "CONSULT",
        "EGY|ETH",
        "",
    ),
    (
        "Norway is facilitating negotiations between Colombia and the National Liberation Army.",
        "CONSULT",
        "NOR",
        "COL|NSA:ELN",
    ),
    (
        "Vietnam's party chief To Lam attended the Victory Day parade in Moscow.",
        "CONSULT",
        "VNM",
        "RUS",
    ),
    (
        "Syria's president was welcomed at the White House.",
        "CONSULT",
        "SYR",
        "USA",
    ),
    (
        "The Vatican and China opened a new round of negotiations.",
        "CONSULT",
        "CHN|VAT",
        "",
    ),
    (
        "Brazil and Paraguay signed an accord on Itaipu.",
        "SUPPORT",
        "BRA|PRY",
        "",
    ),
    (
        "Spain formally recognised the state of Palestine.",
        "SUPPORT",
        "ESP",
        "PSE",
    ),
    (
        "Slovak Prime Minister Robert Fico threw his weight behind Hungary.",
        "SUPPORT",
        "SVK",
        "HUN",
    ),
    (
        "China congratulated Pakistan on its election to the council.",
        "SUPPORT",
        "CHN",
        "PAK",
    ),
    (
        "Riyadh and Islamabad sealed a mutual defence pact.",
        "SUPPORT",
        "PAK|SAU",
        "",
    ),
    (
        "Finland acceded to NATO in April.",
        "SUPPORT",
        "FIN",
        "NATO",
    ),
    (
        "New Zealand welcomed Australia's decision on submarines.",
        "SUPPORT",
        "NZL",
        "AUS",
    ),
    (
        "The EU and Mercosur wrapped up their trade agreement.",
        "SUPPORT",
        "EU|MERCOSUR",
        "",
    ),
    (
        "Morocco hailed France's stance on the Sahara.",
        "SUPPORT",
        "MAR",
        "FRA",
    ),
    (
        "Zelensky thanked the United States for its help.",
        "SUPPORT",
        "UKR",
        "USA",
    ),
    (
        "Damascus and Ankara upgraded their relations.",
        "SUPPORT",
        "SYR|TUR",
        "",
    ),
    (
        "Modi voiced solidarity with Israel.",
        "SUPPORT",
        "IND",
        "ISR",
    ),
    (
        "The UN secretary-general appealed to Israel to spare hospitals.",
        "REQUEST",
        "UN",
        "ISR",
    ),
    (
        "Kyiv asked Berlin for Taurus missiles.",
        "REQUEST",
        "UKR",
        "DEU",
    ),
    (
        "Beijing urged Washington to lift its tariffs.",
        "REQUEST",
        "CHN",
        "USA",
    ),
    (
        "Yerevan called on Baku to free its prisoners.",
        "REQUEST",
        "ARM",
        "AZE",
    ),
    (
        "London demanded that Tehran explain the arrest.",
        "REQUEST",
        "GBR",
        "IRN",
    ),
    (
        "Warsaw is seeking reparations from Germany.",
        "REQUEST",
        "POL",
        "DEU",
    ),
    (
        "Lebanon turned to France for help in rebuilding its army.",
        "REQUEST",
        "LBN",
        "FRA",
    ),
    (
        "The American demand that Vietnam buy more planes was repeated.",
        "REQUEST",
        "USA",
        "VNM",
    ),
    (
        "Russia requested an emergency session of the UN Security Council.",
        "REQUEST",
        "RUS",
        "UNSC",
    ),
    (
        "Greece renewed its plea for the return of the Parthenon marbles by Britain.",
        "REQUEST",
        "GRC",
        "GBR",
    ),
    (
        "India pressed Bangladesh to protect Hindus.",
        "REQUEST",
        "IND",
        "BGD",
    ),
    (
        "Pretoria petitioned Washington for an extension of duty-free access.",
        "REQUEST",
        "ZAF",
        "USA",
    ),
    (
        "Seoul accused Pyongyang of jamming GPS signals.",
        "ACCUSE",
        "KOR",
        "PRK",
    ),
    (
        "Tehran summoned the German ambassador.",
        "ACCUSE",
        "IRN",
        "DEU",
    ),
    (
        "The European Commission opened an anti-subsidy probe into Chinese electric cars.",
        "ACCUSE",
        "EU",
        "CHN",
    ),
    (
        "Erdogan called Israel a terror state.",
        "ACCUSE",
        "TUR",
        "ISR",
    ),
    (
        "Brazil took the United States to the World Trade Organization over tariffs.",
        "ACCUSE",
        "BRA",
        "USA",
    ),
    (
        "Australia expressed serious concern about China's unsafe manoeuvre.",
        "ACCUSE",
        "AUS",
        "CHN",
    ),
    (
        "Manila lodged a protest with Beijing over the collision.",
        "ACCUSE",
        "PHL",
        "CHN",
    ),
    (
        "Kyiv hit back at Hungary, calling its remarks shameful.",
        "ACCUSE",
        "UKR",
        "HUN",
    ),
    (
        "Swedish investigators suspect a Chinese bulk carrier of severing the cables.",
        "ACCUSE",
        "SWE",
        "CHN",
    ),
    (
        "Kigali charged Kinshasa with arming Hutu militias.",
        "ACCUSE",
        "RWA",
        "COD",
    ),
    (
        "Mexico protested to Washington over the raid.",
        "ACCUSE",
        "MEX",
        "USA",
    ),
    (
        "Bolivia sued Chile at The Hague over the Silala river.",
        "ACCUSE",
        "BOL",
        "CHL",
    ),
    (
        "Kyiv turned down Moscow's offer of a three-day truce.",
        "REJECT",
        "UKR",
        "RUS",
    ),
    (
        "Khamenei ruled out direct talks with the United States.",
        "REJECT",
        "IRN",
        "USA",
    ),
    (
        "Beijing brushed aside Manila's protest.",
        "REJECT",
        "CHN",
        "PHL",
    ),
    (
        "The United States vetoed a resolution on Gaza in the Security Council.",
        "REJECT",
        "USA",
        "PSE",
    ),
    (
        "Hungary blocked the release of EU funds for Ukraine.",
        "REJECT",
        "HUN",
        "UKR",
    ),
    (
        "Germany again declined to give Kyiv Taurus missiles.",
        "REJECT",
        "DEU",
        "UKR",
    ),
    (
        "Greenland is not for sale, Denmark told Washington.",
        "REJECT",
        "DNK",
        "USA",
    ),
    (
        "Israel spurned a French proposal on Lebanon.",
        "REJECT",
        "ISR",
        "FRA",
    ),
    (
        "Taipei repudiated Beijing's claim of sovereignty.",
        "REJECT",
        "TWN",
        "CHN",
    ),
    (
        "A Polish court refused to extradite a Ukrainian diver to Germany.",
        "REJECT",
        "POL",
        "DEU",
    ),
    (
        "New Delhi dismissed Trump's offer to mediate.",
        "REJECT",
        "IND",
        "USA",
    ),
    (
        "Serbia will never recognise Kosovo, Vucic said.",
        "REJECT",
        "SRB",
        "XKX",
    ),
    (
        "Britain kicked out the Russian defence attache.",
        "SANCTION",
        "GBR",
        "RUS",
    ),
    (
        "Canada slapped a 100 per cent tariff on Chinese electric cars.",
        "SANCTION",
        "CAN",
        "CHN",
    ),
    (
        "China halted imports of Japanese seafood.",
        "SANCTION",
        "CHN",
        "JPN",
    ),
    (
        "Bamako tore up its defence agreement with France.",
        "SANCTION",
        "MLI",
        "FRA",
    ),
    (
        "Lula withdrew Brazil's ambassador from Israel.",
        "SANCTION",
        "BRA",
        "ISR",
    ),
    (
        "Russia cut off electricity exports to Finland.",
        "SANCTION",
        "RUS",
        "FIN",
    ),
    (
        "Sweden is phasing out development aid to Mali.",
        "SANCTION",
        "SWE",
        "MLI",
    ),
    (
        "Niger gave US troops their marching orders.",
        "SANCTION",
        "NER",
        "USA",
    ),
    (
        "India placed the Indus Waters Treaty with Pakistan in abeyance.",
        "SANCTION",
        "IND",
        "PAK",
    ),
    (
        "Australia imposed travel bans on four Afghan Taliban officials.",
        "SANCTION",
        "AUS",
        "AFG",
    ),
    (
        "Islamabad cut trade with India and expelled its naval adviser.",
        "SANCTION",
        "PAK",
        "IND",
    ),
    (
        "Poland closed Russia's consulate in Gdansk.",
        "SANCTION",
        "POL",
        "RUS",
    ),
]


# Sentences that tell nothing but these acts.
ALONE = [
    (
        "China ringed Taiwan with warships on Monday, drawing a rebuke from Washington, which Beijing dismissed as meddling.",
        {("MOBILIZE", "CHN", "TWN"), ("ACCUSE", "USA", "CHN"), ("REJECT", "CHN", "USA")},
    ),
    (
        "Algeria froze trade with Spain over Madrid's endorsement of Morocco's plan for the Sahara, and only lifted the freeze two years later.",
        {("SANCTION", "DZA", "ESP"), ("SUPPORT", "ESP", "MAR"), ("RETREAT", "DZA", "ESP")},
    ),
    (
        "Germany apologised to Namibia for the massacres and offered a billion euros, an offer that Namibia's chiefs rejected.",
        {("CONCEDE", "DEU", "NAM"), ("REJECT", "NAM", "DEU"), ("AGREE", "DEU", "NAM")},
    ),
    (
        "While Modi was dining with Putin in Moscow, American officials grumbled about India's purchases of Russian oil.",
        {("CONSULT", "IND", "RUS"), ("COOPERATE", "IND", "RUS"), ("ACCUSE", "USA", "IND")},
    ),
    (
        "Somalia, which charges Ethiopia with violating its sovereignty, has signed a naval pact with Turkey, and Ankara will guard its coast.",
        {("SUPPORT", "SOM|TUR", ""), ("ACCUSE", "SOM", "ETH"), ("AGREE", "TUR", "SOM")},
    ),
    (
        "Vilnius expelled two Russian attaches, shut its frontier with Belarus over smugglers' balloons and lodged a protest with Minsk.",
        {("SANCTION", "LTU", "RUS"), ("COERCE", "LTU", "BLR"), ("ACCUSE", "LTU", "BLR")},
    ),
    (
        "Israel stripped eight Norwegian diplomats of their accreditation, accusing Norway of hostility.",
        {("SANCTION", "ISR", "NOR"), ("ACCUSE", "ISR", "NOR")},
    ),
    (
        "Following Ukraine's seizure of Sudzha, Russian villages came under drone attack by Ukraine daily.",
        {("COERCE", "UKR", "RUS"), ("ASSAULT", "UKR", "RUS")},
    ),
    (
        "In retaliation for the jailing of a French graffiti artist by Azerbaijan, Paris expelled two Azerbaijani diplomats.",
        {("COERCE", "AZE", "FRA"), ("SANCTION", "FRA", "AZE")},
    ),
    (
        "The delivery of American armoured cars to Jordan began last week.",
        {("AID", "USA", "JOR")},
    ),
    (
        "Tokyo's decision to freeze the assets of eleven Russian officials was announced on Friday.",
        {("SANCTION", "JPN", "RUS")},
    ),
    (
        "Seoul's request that Beijing move the steel structure went unanswered.",
        {("REQUEST", "KOR", "CHN")},
    ),
    (
        "The Saudi air campaign in Yemen, begun in 2015, killed thousands.",
        {("ASSAULT", "SAU", "YEM")},
    ),
    (
        "Cyberattacks on Latvian broadcasters were traced by Riga to Russia's GRU.",
        {("COERCE", "RUS", "LVA")},
    ),
    (
        "The US attorney general unsealed charges against twelve Chinese hackers.",
        {("ACCUSE", "USA", "CHN")},
    ),
    (
        "Two Russian oil majors were blacklisted by the US Treasury.",
        {("SANCTION", "USA", "RUS")},
    ),
    (
        "Canada asked the Indian high commissioner to leave.",
        {("SANCTION", "CAN", "IND")},
    ),
    (
        "Thailand has repatriated the remains of five Cambodian soldiers.",
        {("RETREAT", "THA", "KHM")},
    ),
    (
        "Athens dispatched two frigates to shadow a Turkish survey ship.",
        {("MOBILIZE", "GRC", "TUR")},
    ),
    (
        "Paris will open a consulate in Nuuk, Greenland, its foreign minister promised.",
        {("AGREE", "FRA", "GRL")},
    ),
    (
        "If Japan hosts Typhon launchers, Russia will take military-technical steps, its foreign ministry warned Tokyo.",
        {("THREATEN", "RUS", "JPN")},
    ),
    (
        "Witkoff and Araghchi have been exchanging text messages.",
        {("CONSULT", "IRN|USA", "")},
    ),
    (
        "To Lam, on a visit to New York, called at the American mission; Vietnam's party chief met President Biden.",
        {("CONSULT", "VNM", "USA")},
    ),
    (
        "India abstained, but its prime minister embraced Putin and praised Russia as a time-tested friend.",
        {("SUPPORT", "IND", "RUS")},
    ),
    (
        "A treaty on common security was initialled by Australia and Indonesia in Sydney.",
        {("SUPPORT", "AUS|IDN", "")},
    ),
    (
        "Fiji inaugurated its embassy to Israel in Jerusalem.",
        {("SUPPORT", "FJI", "ISR")},
    ),
    (
        "Abuja has asked Washington for attack helicopters and got none.",
        {("REQUEST", "NGA", "USA")},
    ),
    (
        "Poland requested consultations under Article 4 of the NATO treaty.",
        {("REQUEST", "POL", "NATO")},
    ),
    (
        "Lebanon complained to the Security Council about Israel's wall.",
        {("ACCUSE", "LBN", "ISR")},
    ),
    (
        "New Delhi has long charged Canada with giving shelter to Sikh separatists.",
        {("ACCUSE", "IND", "CAN")},
    ),
    (
        "Sofia lifted its veto on talks with North Macedonia.",
        {("CONCEDE", "BGR", "MKD")},
    ),
    (
        "Washington agreed to lower the duty on South Korean cars to 15 per cent.",
        {("CONCEDE", "USA", "KOR")},
    ),
    (
        "Qatar is paying the salaries of Lebanon's soldiers.",
        {("AID", "QAT", "LBN")},
    ),
    (
        "Ethiopian drones struck a school in Amhara, killing a hundred.",
        {("ASSAULT", "ETH", "")},
    ),
    (
        "South Sudan's army bombed a clinic run by Doctors Without Borders in Old Fangak.",
        {("ASSAULT", "SSD", "NSA:Doctors Without Borders")},
    ),
    (
        "Israel has carried out near-daily strikes on Lebanon since the truce.",
        {("ASSAULT", "ISR", "LBN")},
    ),
    (
        "Youths in Antananarivo defied a curfew to demand water and power from Madagascar's government.",
        {("PROTEST", "NSA:protesters", "MDG")},
    ),
    (
        "Ship workers at Gibraltar, a British territory, went on strike over pay.",
        {("PROTEST", "NSA:protesters", "GBR")},
    ),
    (
        "The United States has flown B-1 bombers off Venezuela's coast.",
        {("MOBILIZE", "USA", "VEN")},
    ),
    (
        "Asmara has ordered a general mobilisation against Ethiopia.",
        {("MOBILIZE", "ERI", "ETH")},
    ),
    (
        "France tested a nuclear-capable missile without a warhead.",
        {("MOBILIZE", "FRA", "")},
    ),
    (
        "Russia and Myanmar held a joint naval exercise in the Andaman Sea.",
        {("COOPERATE", "MMR|RUS", "")},
    ),
    (
        "The Emirates extradited a cartel boss to the United States.",
        {("COOPERATE", "ARE", "USA")},
    ),
    (
        "Trump said he would put a 50 per cent tariff on Brazil unless Bolsonaro's trial was stopped.",
        {("THREATEN", "USA", "BRA")},
    ),
    (
        "Niamey threatens to sue the French firm Orano and to hand the mine to others.",
        {("THREATEN", "NER", "FRA")},
    ),
    (
        "Brazil has offered India a stake in its lithium mines.",
        {("AGREE", "BRA", "IND")},
    ),
    (
        "Serbia's president, who offered to rebuild a Ukrainian town, stopped short of sanctions.",
        {("AGREE", "SRB", "UKR")},
    ),
    (
        "Egyptian mediators shuttled between Israel and the Palestinians in Cairo.",
        {("CONSULT", "EGY", "ISR|PSE")},
    ),
    (
        "Riot police in Tbilisi, Georgia, rounded up dozens of opposition politicians.",
        {("COERCE", "GEO", "")},
    ),
    (
        "North Korea has confiscated South Korean property at Mount Kumgang.",
        {("COERCE", "PRK", "KOR")},
    ),
    (
        "Myanmar's junta put four cities under martial law.",
        {("COERCE", "MMR", "")},
    ),
    (
        "Vilnius withdrew recognition from China's diplomats, who left.",
        {("SANCTION", "LTU", "CHN")},
    ),
    (
        "Dockworkers at Piraeus stopped containers of ammunition bound for Israel from being loaded.",
        {("PROTEST", "NSA:protesters", "ISR")},
    ),
    (
        "Indigenous groups in Ecuador have called an indefinite strike against the end of diesel subsidies.",
        {("PROTEST", "NSA:protesters", "ECU")},
    ),
    (
        "Shopkeepers in Tehran's bazaar shut their stalls in protest at Iran's falling currency.",
        {("PROTEST", "NSA:protesters", "IRN")},
    ),
    (
        "In Sweida, Druze demonstrators waved Israeli flags and shouted slogans against Syria's government.",
        {("PROTEST", "NSA:protesters", "SYR")},
    ),
    (
        "Bulgaria's budget was withdrawn after tens of thousands had marched in Sofia.",
        {("PROTEST", "NSA:protesters", "BGR")},
    ),
    (
        "Ukrainian and Polish haulage firms traded insults as Polish drivers kept blocking the road at Medyka.",
        {("PROTEST", "NSA:protesters", "POL")},
    ),
    (
        "Tokyo deployed an electronic-warfare unit on Yonaguni.",
        {("MOBILIZE", "JPN", "")},
    ),
    (
        "Russia carried out the first test of its Burevestnik cruise missile since 2023.",
        {("MOBILIZE", "RUS", "")},
    ),
    (
        "Israeli tanks have taken up positions on the Syrian side of Mount Hermon.",
        {("MOBILIZE", "ISR", "SYR")},
    ),
    (
        "Chad rushed soldiers to its frontier with Sudan.",
        {("MOBILIZE", "TCD", "SDN")},
    ),
    (
        "Latvia closed its eastern sky to civil flights and put interceptors on alert.",
        {("MOBILIZE", "LVA", "")},
    ),
    (
        "A Chinese survey ship, flanked by militia boats, entered Vietnam's exclusive economic zone.",
        {("MOBILIZE", "CHN", "VNM")},
    ),
    (
        "Caracas has picked up at least five Americans since the autumn.",
        {("COERCE", "VEN", "USA")},
    ),
    (
        "Russia's FSB arrested a French cyclist in Vladivostok.",
        {("COERCE", "RUS", "FRA")},
    ),
    (
        "French sailors boarded a tanker of Russia's shadow fleet off Saint-Nazaire and detained its captain.",
        {("COERCE", "FRA", "RUS")},
    ),
    (
        "Algeria closed its skies to Malian aircraft.",
        {("COERCE", "DZA", "MLI")},
    ),
    (
        "More than a thousand Lithuanian lorries are being held in Belarus.",
        {("COERCE", "BLR", "LTU")},
    ),
    (
        "North Korean hackers laundered 1.5 billion dollars stolen from South Korea's exchanges.",
        {("COERCE", "PRK", "KOR")},
    ),
]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"), CASES, ids=[c[0][:60] for c in CASES]
)
def test_an_act_is_found_in_its_words(coder, text, type_, actors, recipients):
    found = coder.code(Article(id="a", text=text, published="2025-11-20", lang="en")).events
    told = [
        (
            event.type.value,
            "|".join(sorted(side.code for side in event.actors)),
            "|".join(sorted(side.code for side in event.recipients)),
        )
        for event in found
    ]
    assert (type_, actors, recipients) in told


@pytest.mark.parametrize(("text", "acts"), ALONE, ids=[c[0][:60] for c in ALONE])
def test_these_acts_and_no_others_are_found(coder, text, acts):
    found = coder.code(Article(id="a", text=text, published="2025-11-20", lang="en")).events
    assert {
        (
            event.type.value,
            "|".join(sorted(side.code for side in event.actors)),
            "|".join(sorted(side.code for side in event.recipients)),
        )
        for event in found
    } == acts
