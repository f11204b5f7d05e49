import type { Language } from './words.ts'

type Abroad = Exclude<Language, 'en'>

/** What says in a language other than English that life is at risk; and what right before or after says it is not so. */
interface SignsOfLanguage {
  readonly signs: readonly RegExp[]
  readonly denied?: RegExp
  readonly over?: RegExp
}

const latin = (...parts: readonly string[]): RegExp[] =>
  parts.map((part) => new RegExp(`(?<![a-z])(?:${part})(?![a-z])`, 'g'))
const script = (...parts: readonly string[]): RegExp[] => parts.map((part) => new RegExp(part, 'gu'))

/** All are read without marks, as plain() of words/index.ts writes them. */
export const dangerAbroad: Readonly<Record<Abroad, SignsOfLanguage>> = {
  cy: {
    signs: latin(
      '(?:ddim|methu|stopio|stopiodd|anodd|trafferth|prin)\\W+(?:yn )?(?:gallu )?anadlu|(?:colli|brwydro am) (?:ei |ei h)?anadl',
      '(?:poen\\w*|phoen\\w*|boen\\w*)(?: \\w+){0,2} (?:yn |in )?(?:ei |fy |y )?(?:brest|frest|mrest|fron|galon|calon)|trawiad ar y galon|drawiad ar y galon|(?:cael|gael) (?:strôc|stroc|ffit)',
      'anymwybodol|(?:wedi|di) (?:llewygu|llewigu|pasio allan)|(?:ddim yn|methu|gwrthod) (?:deffro|ymateb|symud)',
      '(?:yn |n )?(?:gaeth|sownd) (?:yn|ar|o dan|mewn|i fyny|lan)|wedi (?:ein|eu|ei|fy) (?:dal|claddu|nghladdu)|ar (?:y|ben y) to',
      'ar dan\\b|(?:ty|cegin|gegin|fflat|adeilad|car) (?:yn|n) llosgi|tan yn (?:y|ein|fy)|llawn mwg|mwg (?:yn|ym mhob)',
      "(?:yn |n )?gwaedu(?:'n| yn)? (?:drwm|ddrwg|wael|fawr|llawer)|gwaed ym mhob|colli (?:llawer o )?waed",
      "(?:yn |n )?boddi|(?:syrthio|disgyn|cwympo|neidio|mynd|llithro)(?: \\w+)? (?:i|mewn i)(?:'r| r|r| y)? ?(?:afon|mor|llyn|dwr|gamlas)|(?:ysgubo|sgubo|cario) (?:i ffwrdd|ymaith)|dwr (?:hyd at|at|dros|lan at) (?:ei|fy|ein|eu) (?:canol|brest|gwddf|mrest|ngwddf|pen|frest|wddf)",
      'arogl(?:i)? nwy|(?:clywed|ogla|oglau) nwy|nwy yn gollwng|gollyngiad nwy|carbon monocsid',
      '(?:eisiau|isio|am) (?:marw|lladd (?:fy|ei) hun)|lladd (?:fy hun|ei hun|fi|ni)|hunanladd\\w*|gorddos|cymryd gormod o dabledi',
      '(?:ffoniwch|galwch|ffonia|galw|angen|eisiau) (?:am )?(?:999|ambiwlans|yr ambiwlans|y frigad dan|frigad dan|heddlu)|yn marw\\b|tagu|mygu|gyllell|trywanu',
    ),
    denied:
      /(?<![a-z])(?:neb yn|neb wedi|neb|nid|dim|os|does|dydyn ni ddim yn|dydw i ddim yn|dydi o ddim yn|dydy hi ddim yn|ddim yn|ddim)\W+(?:yn |n )?$/,
    over: /^.{0,30}(?:mlynedd yn ol|llynedd|ers ddoe|wedi diffodd|yn \d{4})/,
  },
  pl: {
    signs: latin(
      'nie (?:moze |moge |mozemy )?oddych\\w*|przestal[ao]? oddychac|(?:problem\\w*|trudnosci\\w*|klopot\\w*) z oddych\\w*|ledwo oddych\\w*|ciezko oddych\\w*|dusi sie|sie dusi\\w*|dusze sie|zadlawil\\w*|dlawi sie',
      '(?:bol\\w*|boli|ucisk|klucie|piecze)(?: \\w+){0,3} (?:w )?(?:klatce|klatka|serce|sercu|piers\\w*|mostk\\w+)|zawal\\w*|udar\\w*|atak serca|zatrzymanie (?:serca|krazenia)|napad padaczk\\w*|drgawk\\w*',
      'nieprzytomn\\w*|zemdlal\\w*|stracil\\w* przytomnosc|(?:nie|sie nie) (?:rusza|reaguje|budzi|odpowiada)(?: sie)?',
      'uwiezion\\w*|uwiezli\\w*|utknel\\w* (?:w|na|pod)|(?:jest|jestesmy|sa|jestem|ludzie) zasypan\\w*|zasypal\\w*|przysypan\\w*|przygniec\\w*|przygniotl\\w*|pod gruzami|(?:na|jestesmy na) dachu',
      'pali sie|sie pali|plonie\\w*|pozar(?:u|em)?|w ogniu|ogien w|pelno dymu|duzo dymu|(?:byl|nastapil|slychac|uslyszelismy) wybuch\\w*|wybuchl gaz',
      '(?:bardzo |mocno |silnie |obficie )?krwawi\\w*|krwotok\\w*|pelno krwi|duzo krwi|traci krew',
      '(?:topi|topia|topie) sie|sie (?:topi|topia|topie)|tonie|tona|tone|toniemy|utopil\\w*|utonal\\w*|(?:woda|prad|nurt|rzeka) (?:\\w+ )?porwal\\w*|porwal\\w* (?:\\w+ )?(?:woda|prad|nurt|rzeka)|(?:wpadl|spadl|wskoczyl)\\w*(?: \\w+)? do (?:rzeki|wody|kanalu|jeziora|studni)|wod[ay] (?:po|do|siega) (?:szyi|pasa|piersi|brody)',
      '(?:czuc|czuje|czujemy|zapach|smierdzi|ulatnia sie|wyciek) (?:\\w+ )?gaz\\w*|gaz sie ulatnia|czad\\w*|tlenek wegla|zatrul\\w*',
      '(?:chce|chca|zamierza) (?:sie )?(?:zabic|umrzec|powiesic|skoczyc)(?: sie)?|samoboj\\w*|nie chce (?:juz )?zyc|przedawkowal\\w*|polknal\\w* (?:\\w+ )?tabletk\\w*|skoczy z',
      '(?:wezwij\\w*|dzwon\\w*|zadzwon\\w*|potrzebna|potrzebujemy|potrzebuje) (?:\\w+ )?(?:karetk\\w*|pogotowi\\w*|straz\\w*|ambulans\\w*|policj\\w*|999|112)|karetk[ai]|umiera\\w*|kona\\b|zaraz umrz\\w*|dzgn\\w*|noz\\w* (?:w rece|i)|postrzel\\w*|porazil\\w*|z nozem|nozem (?:mnie|go|ja|w)',
    ),
    denied:
      /(?<![a-z])(?:nie|nikt nie|nikt|nie ma|nie bylo|jesli|jezeli|gdyby|zaden)(?: (?:jest|ma|sa|jestesmy|jestem|jest juz|zadnego|zadnej|byl\w*|potrzeb\w+))* $/,
    over: /^.{0,30}(?:lat temu|rok temu|tygodni temu|w \d{4}|zgaszon\w*|ugaszon\w*|w zeszlym|ale juz (?:dobrze|po))/,
  },
  ro: {
    signs: latin(
      'nu (?:mai )?(?:poate |pot |putem )?(?:sa )?respir\\w*|respira (?:greu|foarte greu|cu greu)|greu de respirat|se sufoca|ne sufocam|ma sufoc|s-a inecat cu',
      '(?:durer\\w*|doare|ma doare|il doare|o doare)(?: \\w+){0,3} (?:in )?(?:piept\\w*|inima)|infarct\\w*|atac de cord|atac cerebral|accident vascular|stop cardiac|convulsii|criza de epilepsie',
      'inconstient\\w*|lesinat\\w*|(?:si-a|a) pierdut cunostinta|nu (?:se )?(?:mai )?(?:trezeste|misca|raspunde)|in coma',
      'blocat\\w* (?:in|pe|sub|la)|prins[aie]? (?:in|sub|inauntru)|ingropat\\w*|sub daramaturi|pe acoperis|nu putem iesi',
      '(?:a luat|luat|ia) foc|(?:arde|ard) (?:casa|blocul|bucataria|apartamentul|vecin\\w*)|(?:casa|blocul|bucataria|apartamentul|masina)(?: \\w+){0,2} (?:arde|in flacari)|(?:e|este|un|mare) incendiu|incendiu (?:la|in)|in flacari|plin de fum|mult fum|(?:a fost|s-a auzit) o explozie|a explodat|foc in',
      'sanger\\w*(?: \\w+)? (?:tare|mult|abundent|rau)|sangereaza|hemoragi\\w*|pierde (?:mult )?sange|mult sange',
      'se ineac\\w*|ne inecam|ma inec|inecat\\w*|luat\\w* de (?:apa|ape|curent)|(?:cazut|sarit|alunecat) in (?:rau|apa|lac|canal|raul)|apa (?:pana )?la (?:gat|piept|brau|barbie)',
      '(?:miros\\w*|simt|scurgere|scapari) (?:\\w+ )?(?:a |de )?gaz\\w*|monoxid\\w*',
      '(?:vreau|vrea|voi|o sa) (?:sa )?(?:mor|moara|ma omor|ma sinucid|se omoare|se sinucida|sara)|(?:ma|se|sa ne) sinucid\\w*|supradoz\\w*|a luat (?:toate )?(?:pastilele|multe pastile)',
      '(?:chemati|sunati|chema|cheama|nevoie de|trimiteti)(?: \\w+)? (?:o )?(?:salvarea|ambulant\\w*|pompieri\\w*|politia|112|999|smurd\\w*)|moare|va muri|pe moarte|(?:o sa|sa|vom) (?:mor|murim|moara)|injunghiat\\w*|cu cutitul|impuscat\\w*|electrocutat\\w*',
    ),
    denied: /(?<![a-z])(?:nu|nimeni nu|nimeni|daca|niciun|nicio)(?: (?:este|e|sunt|suntem|mai|a fost|au fost|s-a))* $/,
    over: /^.{0,30}(?:ani in urma|acum (?:\w+ )?(?:ani|luni|saptamani)|in (?:19|20)\d\d|s-a stins|a fost stins|anul trecut)|^ s-a stins/,
  },
  pt: {
    signs: latin(
      '(?:nao|parou de|deixou de|dificuldade (?:em|para|de)|mal|custa-lhe|custa)(?: (?:consegue|consigo|conseguimos|esta a|pode|a|lhe|conseguir))* respir\\w*|falta de ar|sem ar|sufoc\\w*|engasg\\w*|asfixi\\w*',
      '(?:dor\\w*|aperto|pressao|doi)(?: \\w+){0,3} (?:no |na )?(?:peito|coracao|braco esquerdo)|enfarte|infarto|ataque cardiaco|paragem cardiaca|parada cardiaca|avc|derrame|convuls\\w*|ataque epiletico',
      'inconsciente\\w*|desmai\\w*|perdeu (?:a consciencia|os sentidos)|nao (?:acorda|responde|reage|se mexe)',
      'pres[oa]s? (?:em|no|na|nos|nas|la|aqui|dentro|debaixo|por baixo|ali)|encurralad\\w*|soterrad\\w*|debaixo dos escombros|(?:no|em cima do) telhado|nao conseguimos sair',
      '(?:a|esta a|estao a) arder|em chamas|pegou fogo|pega fogo|incendio\\w*|fogo (?:em|no|na) (?:casa|predio|cozinha|apartamento)|cheio de fumo|muito fumo|cheio de fumaca|explosao|pegando fogo',
      '(?:a sangrar|sangra|sangrando)(?: \\w+)? (?:muito|imenso|demais|bastante)|hemorragia|perde\\w* (?:muito )?sangue|perdendo sangue|muito sangue',
      'afog\\w*|arrastad\\w* (?:pela|pelo|por)|(?:caiu|cai|saltou|escorregou) (?:a|ao|no|na|para o|para a) (?:rio|agua|mar|lago|canal|poco)|agua (?:ate|pelo|pela) (?:ao |a |o )?(?:peito|pescoco|cintura|queixo)',
      '(?:cheir\\w*|fuga|vazamento|sinto)(?: \\w+)? (?:a |de )?gas|monoxido',
      '(?:quero|quer|vou|vai) (?:me |se )?(?:morrer|matar|matar-me|matar-se|suicidar)|suicid(?:ar|io)\\w*|overdose|tomou (?:todos os )?(?:os )?comprimidos|acabar com a (?:minha|sua|propria) vida|saltar da ponte',
      '(?:cham\\w+|ligu?\\w*|preciso de|precisamos de|mandem|enviem)(?: \\w+)? (?:o |a |uma |os |para o |para os )?(?:ambulancia|112|999|inem|bombeiros|policia|samu)|(?:a|esta a|estou a|vai|vou|vamos) morrer|morrendo|esfaquead\\w*|com uma faca|baleado|eletrocutad\\w*',
    ),
    denied:
      /(?<![a-z])(?:nao|ninguem|nunca|sem|se alguem|se|nao ha|nenhum|nenhuma)(?: (?:esta|estamos|estao|ficou|foi|ha|houve|e|tem|mais|estou))* $/,
    over: /^.{0,30}(?:ha (?:\w+ )?(?:anos|meses|semanas)|em (?:19|20)\d\d|anos atras|(?:ja )?(?:foi|esta) (?:apagad\w*|extint\w*|control\w*)|no ano passado)/,
  },
  es: {
    signs: latin(
      '(?:no|dejo de|ha dejado de|paro de|le cuesta|cuesta|dificultad (?:para|al)|apenas|problemas para|sin poder)(?: (?:puede|puedo|podemos|esta|puede ni|logra|consigue))* respir\\w*|se ahog\\w*|ahogand\\w*|me ahog\\w*|asfixi\\w*|atragant\\w*|sin aire|falta de aire|se asfixia',
      '(?:dolor\\w*|duele|presion|opresion|pinchazo\\w*)(?: \\w+){0,3} (?:en )?(?:el |su |mi |del? )?(?:pecho|corazon|brazo izquierdo)|infarto|ataque (?:al|de) corazon|ataque cardiaco|paro cardiaco|derrame|ictus|convuls\\w*|ataque epileptico',
      'inconsciente\\w*|desmay\\w*|perdio (?:el conocimiento|la conciencia)|perdido el conocimiento|no (?:despierta|responde|reacciona|se mueve)|no se despierta',
      'atrapad\\w*|enterrad\\w* (?:viv\\w*|bajo)|sepultad\\w*|bajo los escombros|(?:en|sobre) el (?:tejado|techo)(?: de)?|no podemos salir',
      '(?:se )?(?:esta|estan|este) (?:quemando|ardiendo|incendiando)|en llamas|(?:hay|un|gran) (?:un )?incendio|incendio en|se quema|fuego en|hay fuego|lleno de humo|mucho humo|explosion|exploto',
      '(?:sangra|sangrando|sangrar)(?: \\w+)?(?: (?:mucho|muchisimo|demasiado|bastante|sin parar))?|hemorragia|desangr\\w*|perdiendo sangre|mucha sangre',
      'ahogad\\w* en|(?:arrastr|llev)\\w* (?:la|el|por la|por el) (?:corriente|agua|rio)|(?:cayo|caido|caimos|tiro|resbalo) (?:al|a la|en el|en la) (?:rio|agua|mar|lago|canal|pozo|acequia)|agua (?:hasta|al|por) (?:el |la |las )?(?:pecho|cuello|cintura|rodillas y)',
      '(?:huele|olor|fuga|escape)(?: \\w+)? (?:a |de )?gas|monoxido',
      '(?:quiero|quiere|voy a|va a|vamos a) (?:mori\\w*|matar\\w*|suicid\\w*|quitarme|quitarse)|suicid(?:ar|io)\\w*|sobredosis|(?:tomo|tomado|trago) (?:todas las|muchas) (?:pastillas|pildoras)|no quiero vivir|tirarse del? puente',
      '(?:llam\\w+|necesit\\w+|mand\\w+|envi\\w+|pid\\w+)(?: \\w+)?(?: (?:a |al |una |un |la |los |por ))*(?:ambulancia|112|999|911|bomberos|policia)|(?:se )?(?:esta|estoy|estan) muriendo|se muere|apunal\\w*|con un cuchillo|disparo|electrocut\\w*',
    ),
    denied:
      /(?<![a-z])(?:no|nadie|nunca|sin|si alguien|si|no hay|ningun|ninguna)(?: (?:esta|estamos|estan|fue|hay|hubo|es|tiene|mas|estoy|ha|resulto))* $/,
    over: /^.{0,30}(?:hace (?:\w+ )?(?:anos|meses|semanas)|en (?:19|20)\d\d|(?:ya )?(?:esta|fue|ha sido) (?:apagad\w*|extinguid\w*|controlad\w*|ya apagado)|el ano pasado)/,
  },
  fr: {
    signs: latin(
      "(?:ne|n'?|a arrete de|arrete de|du mal a|peine a|peut plus|peux plus|plus a)(?: ?(?:peut|peux|arrive|pouvons|pas|plus|a))* respir\\w*(?: (?:plus|pas))?|respire (?:plus|pas|mal|tres mal|a peine)|(?:j'|s'|m'|il |elle |on )etouff\\w*|(?:je|il|elle|on) suffoqu\\w*|s'?asphyxi\\w*|manque d'air",
      "(?:mal|douleur\\w*|serrement|pression)(?: \\w+){0,2} (?:a la |dans la |au |a |dans le |dans )(?:poitrine|thorax|coeur|bras gauche)|crise cardiaque|arret cardiaque|infarctus|avc|attaque cerebrale|convuls\\w*|crise d'epilepsie",
      'inconscient\\w*|evanoui\\w*|perdu connaissance|perd connaissance|(?:ne )?(?:se reveille|repond|reagit|bouge) (?:plus|pas)|dans le coma',
      "(?:coince|bloque|piege|enseveli)\\w* (?:sur le toit|dans|sous|au grenier|a l'etage|par les flammes|par l'eau|en haut)|coinc[e]\\w*|(?:suis|est|sommes|sont|etes) (?:pris\\w* |reste\\w* )?(?:au )?piege\\w*|enseveli\\w*|sous les decombres|sur le toit",
      "(?:est |sont )?en (?:feu|flammes)|(?:maison|appartement|immeuble|cuisine|voiture|voisin\\w*|grange)(?: \\S+){0,3} (?:brule|brulent)|incendie (?:chez|dans)|il y a (?:le feu|un incendie)|au feu|prend feu|pris feu|feu (?:dans|chez) (?:la|le|l'|mon|notre)|plein de fumee|beaucoup de fumee|explos(?:e|ion)",
      'saign\\w*(?: \\w+)? (?:beaucoup|enormement|abondamment|trop)|(?:il|elle) saigne|hemorragie|perd\\w* (?:beaucoup|trop|plein|son|du) (?:de |du )?sang|plein de sang|beaucoup de sang',
      "(?:se|me|nous) (?:noie|noyer|noient|noyons)|noyade|emport[e]\\w* par|(?:tombe|saute|glisse)\\w* (?:a l'eau|dans (?:la|le|l') ?(?:riviere|fleuve|eau|canal|lac|mer))|(?:de l'|l')?eau jusqu'?(?:a la|au|aux) (?:taille|cou|poitrine|menton|epaules)",
      '(?:sent|odeur|fuite|sens)(?: \\w+)? (?:le |de |du )?gaz|monoxyde',
      '(?:veux|veut|vais|va|envie de)(?: me| se| de)? (?:mourir|tuer|suicider|pendre|sauter du pont)|(?:me|se) suicider|suicidaire|overdose|(?:avale|pris) (?:toute?s?|plein de|trop de|une boite) (?:\\w+ )?(?:\\w+ )?(?:medicaments|comprimes|cachets|somniferes)|plus envie de vivre|en finir',
      "(?:appel\\w+|besoin d\\S*|envoy\\w+|il faut|faut)(?: \\w+)? ?(?:une |les |le |la |l'|des |d'une |d'un )?(?:ambulance|secours|samu|pompiers|police|112|999|18|15)|en train de mourir|va mourir|vais mourir|se meurt|poignard\\w*|avec un couteau|electrocut\\w*|tire dessus",
    ),
    denied:
      /(?<![a-z])(?:pas|personne n'est|personne n'a ete|personne|aucun|aucune|si quelqu'un est|si|sans|ne sommes pas|n'est pas|ne suis pas|jamais)(?: (?:est|de|d'|ete|vraiment|plus|en))* ?$/,
    over: /^.{0,30}(?:il y a (?:\w+ )?(?:ans|mois|semaines)|en (?:19|20)\d\d|(?:est|a ete) eteint\w*|l'an dernier|l'annee derniere)/,
  },
  so: {
    signs: latin(
      "(?:ma|aan|kama|uma) neefsan\\w*|neefsan (?:la|waa)yo|neef(?:ta|tu|sashada)?\\w*(?: \\w+){0,3} (?:dhegtay|ku dhegtay|go'?day|yaraatay|adag|adkaatay|joogsatay)|(?:waa|wuu|way|ayaa)?.?(?:margan|cabbuuq|ceeja)\\w*",
      '(?:laab|xabad|xabadka|laabta|wadne|wadnaha)\\w*(?: \\w+){0,3} (?:xanuun\\w*|istaag\\w*|joogsad\\w*|qaba\\w*)|xanuun(?: \\w+){0,2} (?:laabta|xabadka|wadnaha)|wadne ?xanuun|wadno-?qabad|istarook|faalig|suuxdin',
      'miyir ?(?:la|beel|beesh|daboolan)\\w*|(?:wuu|way|waa)? ?(?:suuxday|suuxay|suuxsan)\\w*|(?:ma|aan) (?:toosayo|jawaabayo|dhaqaaqayo|kacayo)',
      "(?:ku )?xayiran\\w*|ku go'?doon\\w*|(?:ku )?hoos (?:jir|jooga|maray)\\w*|ku dhex(?:dab|jir)\\w*|saqafka (?:ayaan|saaran|sare)|ka bixi kari?\\w*|dumay",
      '(?:guri|dab|aqal|jiko|gaari)\\w*(?: \\w+){0,2} (?:gubany?\\w*|gubtay|holcay\\w*|qabsaday|kacay|ka kacay|shidm\\w*)|dab(?:ka)? (?:ayaa|baa|ka kacay|weyn)|qiiq (?:badan|baa|ayaa)|qarax\\w*',
      'dhiig\\w*(?: \\w+){0,2} (?:badan|bax\\w*|socda|daadanaya)|dhiigbax\\w*',
      '(?:qaraq|hafan|hafat|qarraq)\\w*|(?:daad|biyo|webi|wabi|hir)\\w*(?: \\w+){0,2} (?:qaad|qaat|la tag)\\w*|(?:ku )?(?:dhac|dhacday|dhacay)\\w* (?:webiga|biyaha|wabiga|badda)|biy(?:o|uhu|aha)(?: \\w+){0,2} (?:qoorta|laabta|dhexda|garka)',
      '(?:gaas|gaaska)\\w*(?: \\w+){0,2} (?:ura|uraya|daad|baxa|sii)\\w*|(?:ur|uraya|urta|soo uraya|shiir)\\w*(?: \\w+){0,2} gaas\\w*',
      '(?:rabaa|doonayaa|rabta|raba|rabo)(?: \\w+){0,2} (?:in(?:aan|uu|ay) )?(?:dhint|dhimat|isdil|is dil)\\w*|(?:is|isu) ?dil\\w*|dhiman(?:aya|ayaa|ayo|rabaa)\\w*|geeriyoon\\w*|dhimanay\\w*',
      '(?:u yeer|wac|u wac|soo dir|u baahan\\w*|noo yeer)\\w*(?: \\w+){0,2} (?:ambalaas|ambulans|ambulance|dab-?demis|dabdemis|booliis|boliis|999)\\w*|mindi (?:ayuu|ayaa|wata|haysta)|toori(?:yey|yay)|la (?:toogtay|mindiyeeyay)',
    ),
    denied: /(?<![a-z])(?:ma|cidna|cidna ma|haddii|qofna|maaha)(?: \w+)? $/,
    over: /^.{0,40}(?:sano ka hor|bil ka hor|waa la damiyay|la damiyay|sannadkii hore)/,
  },
  uk: {
    signs: script(
      '(?:не|перестав|перестала|перестає|важко|тяжко|ледве|не може|не можу) (?:може |можу |можемо )?(?:дихати|дихає|дихаю|дише)|задихається|задихаюсь|задихаюся|задушується|подавився|подавилась|вдавився',
      '(?:біль|болить|тисне|стискає|пече|болі)(?: \\S+){0,3} (?:у |в )?(?:груд\\S*|серц\\S*)|серцевий напад|інфаркт\\S*|інсульт\\S*|зупинка серця|судом\\S*|епілепс\\S*',
      'непритомн(?:ий|а|і)(?![а-яіїєґ])|знепритомн\\S*|втратив свідомість|втратила свідомість|без свідомості|не (?:прокидається|реагує|рухається|ворушиться|відповідає на)|в комі|без тями',
      '(?:застряг|застрягли|застрягла)\\S* (?:на|в|під|у)|заблоковані (?:в|у|на)|завалило|завалений|завалена|завалені|під завалами|придавило|притисло|на даху|не можемо вибратися|не можемо вийти',
      '(?:горить|горять|палає) (?:\\S+ )?(?:будинок|хата|квартира|дім|кухня|машина|сусід\\S*|дах|сарай)|(?:будинок|хата|квартира|дім|кухня|машина|дах)(?: \\S+)? (?:горить|палає|у вогні)|(?<![а-яіїєґ])пожеж[ау](?![а-яіїєґ])|у вогні|повно диму|багато диму|(?:був|стався|пролунав|чули) вибух|вибухнув|горимо',
      '(?:кровотеч\\S*|стікає кров|(?:сильно )?кровоточить|кров (?:не зупиняється|хлище|ллється)|багато крові|втрачає кров|йде кров)',
      '(?:тоне|тонуть|тонемо|потопає|потонув|потонула|втопи\\S*)(?![а-яіїєґ])|(?:знесло|змило|понесло|віднесло)(?: \\S+)? (?:\\S+ )?(?:водою|течією|річ\\S+)|(?:впав|впала|впали|стрибнув|стрибнула|провалився|провалилась) (?:у|в|під) (?:річк\\S+|вод\\S+|озер\\S+|канал|лід|колодязь)|води? (?:по|до) (?:шию|шиї|груди|пояс|пояса|горло)',
      '(?:пахне|чути|запах|витік|тхне)(?: \\S+)? газ\\S*|чадн\\S* газ|отруї\\S*|учаді\\S*',
      '(?:хоче|хочу|збирається|збираюсь) (?:померти|вмерти|вбити себе|накласти на себе|стрибнути з)|самогуб\\S*|не хочу (?:більше )?жити|передоз\\S*|наковтал\\S*|випила? (?:всі|усі|багато) табл\\S*',
      '(?:викличте|викликайте|виклич|подзвоніть|дзвоніть|потрібна|потрібен|треба)(?: \\S+)? (?:швидк\\S+|пожежн\\S+|рятувальник\\S+|поліці\\S+|999|112|103)|(?:помирає|вмирає|помираю|помре|вмираємо|при смерті)|ножем|з ножем|підстрелили|стріляють|вдарило струмом',
    ),
    denied: /(?:^|\s)(?:не|ніхто не|ніхто|немає|нема|якщо|якби|жодної|жодного)(?: (?:є|було|ми|зараз))* $/u,
    over: /^.{0,30}(?:років тому|рік тому|тижнів тому|місяців тому|у \d{4}|(?:вже |уже )?(?:загасили|погасили|потушили|ліквідували)|минулого року)/u,
  },
  ur: {
    signs: script(
      'سانس (?:نہیں|نہ|بند|رک|لینے میں|پھول|نہی)|سانس(?: \\S+){0,2} (?:رک گی|بند ہو|مشکل|دشواری)|دم گھٹ|گلے میں پھنس',
      '(?:سینے|چھاتی|دل) (?:میں|کا)(?: \\S+){0,3} (?:درد|تکلیف|دورہ|جلن)|دل کا دورہ|ہارٹ اٹیک|فالج|دورہ پڑ|مرگی',
      'بے ?ہوش|ہوش (?:میں نہیں|کھو)|بیہوش|(?:جاگ|ہل|جواب) نہیں (?:رہ|دے)|اٹھ نہیں رہ',
      '(?:چھت|ملبے|گھر|گاڑی|پانی|عمارت|کمرے|لفٹ)(?: \\S+){0,2} (?:پر|میں|تلے|کے نیچے|نیچے|کے اندر)?(?: \\S+)? ?(?:پھنس|دب)|پھنسے ہوئے|پھنس گئے|پھنس گئی|پھنس گیا|دب گئے|دب گیا|ملبے تلے',
      'آگ (?:لگ|بھڑک|پھیل|لگی)|جل رہا|جل رہی|جل رہے|دھواں (?:بھر|ہی|ہر)|دھماکہ|دھماکا',
      'خون (?:بہہ|بہ|نکل|رک نہیں|بند نہیں|بہت)|بہت خون|زیادہ خون',
      'ڈوب (?:رہ|گی|گئ|جا|چک)|ڈوبنے|بہہ گی|بہہ گئ|(?:دریا|نہر|پانی|نالے|ندی|کنویں) میں (?:گر|بہہ|کود)|پانی(?: \\S+){0,2} (?:گردن|سینے|کمر) تک|(?:گردن|سینے|کمر) تک پانی',
      'گیس (?:کی بو|کی بدبو|لیک|لیکج|کی لیک|خارج)|کاربن مونو',
      'خودکشی|مرنا چاہت|جان دین|(?:اپنے آپ|خود) کو (?:مار|ختم)|زندہ نہیں رہنا|گولیاں کھا (?:لی|لیں)|زہر (?:کھا|پی)|پل سے کود',
      '(?:ایمبولینس|ایمبولنس|فائر بریگیڈ|پولیس|ایمبیولینس) (?:بلا|بھیج|چاہ|کو|بلوا)|مر (?:رہا|رہی|رہے|جا)|چاقو|گولی (?:مار|لگ)|بجلی کا جھٹکا|کرنٹ لگ',
      '(?:ambulance|police|fire brigade) (?:bula|bhej|chahi)|behosh|saans? (?:nahi|nahin|nai|band|ruk|lene)|aag lag|(?:doob|dub|duub) (?:raha|rahi|rahe|gay)|khoon (?:beh|bohat|bahut|nikal|ruk)|(?:seene|chati|chhati|dil) (?:mein|me|main|ka) (?:\\S+ )?(?:dard|daura|dora)|(?:phans|phas|fans) (?:gay|gaye|gaya|gayi|ga)|phanse? h[uo]|mar(?:na|ne) chaht|mar (?:raha|rahi|rahe|jaun|jaye)|khudkushi|gas (?:ki )?(?:boo|bu|badbu)(?![a-z])|dam ghut|chaq(?:u|oo) (?:hai|le|se|mar)\\w*|goli (?:mar|lag)',
    ),
    denied: /(?:^|\s)(?:کوی|کوئی|koi|نہ|agar|اگر)(?: \S+)? $/u,
    over: /^\S{0,6}(?:\s\S+){0,2}\s(?:نہیں|نہی|nahi|nahin|nai)(?:\s|$)|^.{0,25}(?:سال پہلے|بجھ|سال قبل|saal pehle|bujh)/u,
  },
  pa: {
    signs: script(
      'ਸਾਹ (?:ਨਹੀਂ|ਨਹੀ|ਬੰਦ|ਰੁਕ|ਲੈਣ ਵਿੱਚ|ਔਖਾ|ਘੁੱਟ)|ਦਮ ਘੁੱਟ|ਗਲਾ ਘੁੱਟ',
      "(?:ਛਾਤੀ|ਸੀਨੇ|ਦਿਲ) (?:ਵਿੱਚ|ਚ|'ਚ|ਵਿਚ|ਦਾ|ਦੀ)(?: \\S+){0,3} (?:ਦਰਦ|ਪੀੜ|ਦੌਰਾ)|ਦਿਲ ਦਾ ਦੌਰਾ|ਹਾਰਟ ਅਟੈਕ|ਲਕਵਾ|ਦੌਰਾ ਪੈ|ਮਿਰਗੀ",
      'ਬੇਹੋਸ਼|ਬੇ ਹੋਸ਼|ਹੋਸ਼ (?:ਨਹੀਂ|ਵਿੱਚ ਨਹੀਂ)|(?:ਜਾਗ|ਹਿੱਲ|ਉੱਠ) ਨਹੀਂ ਰਹ',
      "ਫਸੇ ਹੋਏ|ਫਸ ਗਏ|ਫਸ ਗਿਆ|ਫਸ ਗਈ|ਫਸਿਆ ਹੋਇਆ|ਫਸੀ ਹੋਈ|ਦੱਬੇ ਗਏ|ਦੱਬ ਗਿਆ|ਦੱਬੇ ਹੋਏ|ਮਲਬੇ (?:ਹੇਠ|ਥੱਲੇ)|ਛੱਤ (?:ਤੇ|'ਤੇ|ਉੱਤੇ) (?:ਫਸ|ਹਾਂ|ਬੈਠੇ)",
      'ਅੱਗ (?:ਲੱਗ|ਫੈਲ|ਲਗ|ਭੜਕ)|ਸੜ ਰਿਹਾ|ਸੜ ਰਹੀ|ਧੂੰਆਂ (?:ਭਰ|ਹੀ)|ਧਮਾਕਾ',
      'ਖੂਨ (?:ਵਗ|ਵਹਿ|ਨਿਕਲ|ਬੰਦ ਨਹੀਂ|ਰੁਕ ਨਹੀਂ|ਬਹੁਤ)|ਬਹੁਤ ਖੂਨ|ਖ਼ੂਨ ਵਗ',
      'ਡੁੱਬ (?:ਰਿਹਾ|ਰਹੀ|ਰਹੇ|ਗਿਆ|ਗਈ|ਗਏ|ਜਾ)|ਰੁੜ੍ਹ (?:ਗਿਆ|ਗਈ|ਗਏ)|(?:ਦਰਿਆ|ਨਹਿਰ|ਪਾਣੀ|ਨਦੀ) (?:ਵਿੱਚ|ਚ|ਵਿਚ) (?:ਡਿੱਗ|ਡੁੱਬ|ਡਿਗ)|ਪਾਣੀ(?: \\S+){0,2} (?:ਗਲ|ਛਾਤੀ|ਲੱਕ) ਤੱਕ|(?:ਗਲ|ਛਾਤੀ|ਲੱਕ) ਤੱਕ ਪਾਣੀ',
      'ਗੈਸ (?:ਦੀ ਬਦਬੂ|ਦੀ ਬੋ|ਦੀ ਮੁਸ਼ਕ|ਲੀਕ|ਦੀ ਸਮੈੱਲ|ਦੀ ਬੂ)',
      'ਮਰਨਾ ਚਾਹੁੰ|ਖੁਦਕੁਸ਼ੀ (?:ਕਰ(?:ਨ|ਾਂ|ਨਾ)|ਕਰਨ ਲੱਗ)|ਆਪਣੇ ਆਪ ਨੂੰ (?:ਮਾਰ|ਖਤਮ)|ਜੀਣਾ ਨਹੀਂ|ਗੋਲੀਆਂ ਖਾ|ਜ਼ਹਿਰ (?:ਖਾ|ਪੀ)',
      '(?:ਐਂਬੂਲੈਂਸ|ਐਂਬੁਲੈਂਸ|ਐਮਬੂਲੈਂਸ|ਪੁਲਿਸ|ਫਾਇਰ ਬ੍ਰਿਗੇਡ) (?:ਬੁਲਾ|ਭੇਜ|ਚਾਹ|ਸੱਦ|ਨੂੰ)|ਮਰ (?:ਰਿਹਾ|ਰਹੀ|ਰਹੇ|ਜਾ)|ਚਾਕੂ|ਗੋਲੀ ਲੱਗ|ਕਰੰਟ ਲੱਗ',
      'saah? (?:nahi|nahin|nai|band|ruk|aukha)|behosh|chaati (?:vich|ch|te) (?:\\S+ )?(?:dard|peed)|dil da daura|agg lag|(?:dubb?|doob) (?:reha|rahi|gaya|gayi)|khoon (?:vag|bahut|nikal)|fase hoye|phase hoye|fas gaye|gas di (?:bo|boo|smell|mushk|badbu)|marna chahunda|mar (?:reha|rahi|jau)',
    ),
    denied: /(?:^|\s)(?:ਕੋਈ|koi|ਜੇ|je|ਨਾ)(?: \S+)? $/u,
    over: /^\S{0,6}(?:\s\S+){0,2}\s?(?:ਨਹੀਂ|ਨਹੀ|nahi|nahin|nai)(?:\s|$)|^.{0,25}(?:ਸਾਲ ਪਹਿਲਾਂ|ਬੁਝ|saal pehlan)/u,
  },
  bn: {
    signs: script(
      '(?:শ্বাস|নিঃশ্বাস|দম) (?:নিতে |নিচ্ছে |নিতে কষ্ট|বন্ধ|নেই|আটক|ফেলতে )(?:পারছে না|পারছি না|পারছেন না|না|কষ্ট|হচ্ছে|হয়ে)?|শ্বাসকষ্ট|দম বন্ধ|গলায় আটক',
      '(?:বুকে|বুকের|হার্টে|হৃদ)(?: \\S+){0,3} (?:ব্যথা|ব্যাথা|যন্ত্রণা|চাপ|অ্যাটাক)|হার্ট অ্যাটাক|হার্ট এটাক|স্ট্রোক (?:করেছে|হয়েছে|করছে)|খিঁচুনি',
      'অজ্ঞান|অচেতন|বেহুঁশ|জ্ঞান (?:নেই|হারি|ফিরছে না)|(?:নড়ছে|জাগছে|সাড়া দিচ্ছে) না',
      'আটকা পড়ে|আটকে (?:আছি|আছে|পড়ে|গেছ)|আটকা পড়ছ|চাপা পড়ে|ধ্বংসস্তূপের নিচে|ছাদে(?: \\S+)? (?:আটক|আছি|উঠে)|বের হতে পারছি না',
      'আগুন (?:লেগে|লাগছে|ধরে|জ্বলছে|ছড়|লাগল)|আগুনে পুড়|পুড়ছে|জ্বলছে|ধোঁয়া(?:য়| )(?:ভরে|ভর্তি|অনেক)|বিস্ফোরণ',
      'রক্ত (?:পড়ছে|ঝরছে|বের|বন্ধ হচ্ছে না|যাচ্ছে|ক্ষরণ)|রক্তক্ষরণ|রক্তপাত|অনেক রক্ত',
      'ডুবে (?:যাচ্ছ|গেছ|যাই|যাব|গিয়েছ|মর)|ডুবছে|ভেসে (?:গেছ|যাচ্ছ|গিয়েছ)|(?:নদীতে|পানিতে|খালে|পুকুরে|জলে) (?:পড়ে|পরে|লাফ|ডুব)|(?:গলা|বুক|কোমর) (?:পর্যন্ত |সমান )(?:পানি|জল)|(?:পানি|জল) (?:গলা|বুক|কোমর)',
      'গ্যাসের গন্ধ|গ্যাস (?:লিক|বের|ছড়)|গ্যাসের লিক',
      'মরতে চাই|মরে যেতে চাই|আত্মহত্যা কর(?:ব|তে|বে)|নিজেকে (?:মেরে|শেষ)|বাঁচতে চাই না|বিষ খে|(?:ঘুমের )?(?:বড়ি|ট্যাবলেট|ওষুধ) (?:সব|অনেক)(?:গুলো)? খে',
      '(?:অ্যাম্বুলেন্স|এম্বুলেন্স|অ্যাম্বুল্যান্স|পুলিশ|ফায়ার সার্ভিস|দমকল) (?:ডাকু|ডাকো|ডাক|পাঠা|লাগবে|দরকার)|মারা যাচ্ছ|মরে যাচ্ছ|মারা যাব|মরে যাব|ছুরি|গুলি (?:কর|লেগ)|শক (?:খেয়ে|লেগে)',
      '(?:shash|sas|nishash|dom|shaash) (?:nite|nicche|bondho|nei|ney)|(?<![a-z])(?:oggan|ogyan|oggyan|behush)|buke (?:\\S+ )?(?:betha|bytha|batha)|(?:chade|chaade|ghore|panite) atke|atka pore|agun (?:lege|lagse|lagche|dhore)|rokto (?:porche|pora|jhorche|onek|jacche)|dube (?:jacch|jacc|gese|geche)|vese (?:gese|jacche)|gas er gondho|gaser gondho|morte chai|mara jacch|more jacch|(?:ambulance|police) (?:daken|dako|lagbe|pathan)',
    ),
    denied: /(?:^|\s)(?:কেউ|কোনো|keu|kono|যদি|jodi)(?: \S+)? $/u,
    over: /^\S{0,4}(?:\s\S+)?\s?(?:নেই|নয়|না(?:\s|$)|হয়নি|পড়িনি|লাগেনি|hoyni|nai(?:\s|$)|nei(?:\s|$)|porini)|^.{0,25}(?:বছর আগে|নিভে|bochor age|nive)/u,
  },
  ar: {
    signs: script(
      '(?:لا|ما|لم يعد|توقف عن|مش|مو|صعوبه فی|بصعوبه|لا یستطیع|لا تستطیع|مش قادر|مش قادره|عم|ما عم|لا استطیع|لا یقدر)(?: \\S+)? ?(?:ی|ت|ا|ب|بی|یقدر ی)?(?:تنفس|لتنفس|التنفس|یتنفس|تتنفس|اتنفس|بیتنفس|بتتنفس)|ضیق (?:فی )?(?:ال)?تنفس|(?:ی|ت)?ختنق|اختناق|یختنق|تختنق',
      '(?:الم|وجع|ضغط|اوجاع|حرقه)(?: \\S+){0,2} (?:فی |ب)?(?:ال)?(?:صدر|قلب|صدره|صدرها|صدری|قلبه)|بصدر(?:ه|ها|ی)|نوبه قلبیه|ازمه قلبیه|جلطه|سکته|سکته قلبیه|تشنج|صرع',
      'فاقد(?:ه)? (?:ال)?وعی|فقد(?:ت)? (?:ال)?وعی|مغمی|اغمی|غایب عن الوعی|لا (?:یستجیب|تستجیب|یتحرک|تتحرک|یستیقظ|تستیقظ)|ما (?:بیصحی|بتصحی|عم یصحی|بیرد|بیتحرک)|غیبوبه',
      'محاصر|محتجز|عالق(?:ون|ین|ه|ات)? (?:فی|علی|تحت|داخل)|تحت الانقاض|تحت الرکام|مدفون|علی السطح|فوق السطح|لا نستطیع الخروج|مش قادرین نطلع',
      'حریق|(?:ال)?(?:بیت|منزل|شقه|مطبخ|عماره|سیاره|غرفه)(?: \\S+)? (?:ی|ت|ب|بی|بت)(?:حترق|حترق|شتعل|حرق)|یحترق|تحترق|بیحترق|النار (?:فی|ب|تشتعل|ولعت|اشتعلت|شبت)|نار فی|دخان (?:کثیف|کثیر|فی|یملا)|انفجار|انفجر|ولعت',
      '(?:ی|ت|ب|بی|بت)?نزف|نزیف|(?:ال)?دم (?:لا یتوقف|کثیر|ینزل|ما عم یوقف)|یفقد (?:ال)?دم|دماء کثیره',
      '(?:ی|ت|ن|ب|بی|بن|بت)غرق(?:ون|وا)?(?!\\p{L})|(?<!\\p{L})غرق(?:ت|وا|ان)?(?!\\p{L})|جرف(?:ه|ها|هم|ته|تهم|نا)?(?:ا|ت|ته)? ?(?:ال)?(?:سیل|تیار|نهر|ماء|میاه)|سقط(?:ت)? فی (?:ال)?(?:نهر|ماء|بحر|بییر)|وقع(?:ت)? (?:فی|ب)(?:ال)?(?:نهر|ماء|بحر|می)|(?:الماء|المیاه|المی)(?: \\S+){0,2} (?:رقب|صدر|خصر|عنق)',
      '(?:رایحه|ریحه|تسرب|شم ریحه) (?:ال)?غاز|غاز (?:یتسرب|متسرب)|اول اکسید',
      '(?:ارید|یرید|ترید|بدی|بده|بدها|عایز|عایزه|اتمنی) (?:ان )?(?:ا|ی|ت)?(?:موت|قتل نفس|نتحر)|(?:ا|ی|ت|س[ایت])نتحر|لا ارید (?:ان )?اعیش|ابتلع|جرعه زایده|اقتل نفسی|سیقتل',
      '(?:اتصل|اتصلوا|اطلب|اطلبوا|نحتاج|احتاج|نرید|بدنا|ارسلوا|نادوا)(?: \\S+)? (?:ب|ال|بال|لل|سیاره )?(?:ال)?(?:اسعاف|مطافی|اطفاء|شرطه|دفاع المدنی|999)|(?:ی|ت|ب|بی|عم ی|ا|ن|سن|سی|ست)موت(?!\\p{L})|بموت|طعن(?:ه|ها|ونی|وه)|(?:معه|معها|یحمل|بال)سکین(?!\\p{L})|اطلق(?:وا)? (?:علی\\S+ )?(?:ال)?نار|یطلق النار|صعق|کهرباء صعق',
      '(?:ma|mish|mesh|mo|la) (?:3am |qader |adra |2ader )?(?:yi?|yet|yt|te?t?|byet|ya)(?:t)?naf+as|(?:fa2id|faqed|fa2ed|faqd) (?:el |al )?wa3i|(?:alam|waja3) (?:\\S+ )?(?:bi|fi|b) ?(?:el |al )?sad[er]+|(?:byghra2|yaghraq|byeghra2|3am yighra2)|7ari2|hareeq|nar (?:bil|fi|bel)|nazeef|byenzef|is3af|es3af|ri7et ghaz|bmoot|bdi moot',
    ),
    denied:
      /(?:^|\s)(?:لا|لیس|لسنا|لست|لم|لا احد|لا یوجد|ما فی|اذا|مش|مو|بدون|لا توجد|لیست|غیر|انطفا|انطفات|اطفینا|اطفاوا)(?: (?:ای|احد|هناک))* (?:ال)?$/u,
    over: /^.{0,30}(?:قبل (?:\S+ )?(?:سنوات|سنه|سنین|اعوام|عام)|عام \d{4}|انطفا|تم اخماد|تم اطفاء|السنه الماضیه)/u,
  },
}
