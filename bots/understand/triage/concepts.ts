/**
 * Words that mean the same thing, in English and in the languages that relief messages come in (Haitian Creole, French,
 * Spanish, Urdu in Latin letters, and the other languages we read), without marks. A rare word is then learnt from its
 * commoner sisters. `flood*` stands for every word that begins so, `no_power` for two or three words in a row.
 */
const concepts: readonly string[] = [
  'electric* blackout* power_cut* power_outage* power_is no_power without_power need_power power_line* kouran elektrisite bijli electricidad courant corriente prad pradu curent curentul trydan koronto* light_bill edh current_light',
  'cloth* clothing shoes underwear sweater* coat* socks jacket* gloves shirt* hats rad soulye vetement* linge ropa kapray kapde kapre ubrania haine dillad soulier* abits zapatos',
  'flood* inond* selab sailab sailaab inundaci* powodz inundat* llifogydd fatahaad daad flod inundado* submerge*',
  'swen soin* sante blese* maladi moun_malad timoun_malad medsen infirm* krwawi treatment surgery cholera kolera pregnant ansent dyare* fyev lafyev grip malarya anfle enfekte enfeksyon enflamasyon tromatize vomi* fatra',
  'trapped rubble* debris buried still_alive alive decombre* dekonb* dekomb* vivan under_the_house under_the_school under_the_building under_the_wall anba_dekonb anba_dekomb vivants survivor*',
  'tarps* tarp* prela pwela tent* tant tante tentes tente carpa* bache* toldo* canvas tant_yo plastik tarpaulin* sheet* dra cover*',
  'doctor* nurse* hospital* clinic* ambulance sick ill illness injur* wound* hurt diarrh* fever malaria blessees blesse* malad* medecin* dokte* dokt lopital opital lopita enfem* herid* enferm* medico* lekarz szpital doktor spital bimar* zakhmi* patient* medical head_injury broken_leg blood pain',
  'medicine* medecine* medication* medical_supplies drugs pills tablets antibiotic* insulin vaccin* first_aid bandage* medikaman* medikamen* medicaman* medicament* renmed medicina* medicamento* leki lekow dawa* dawai dawayi adwiyat pharmac* serum',
  'rescu* trapped stuck buried rubble* dig survivor* dekonb* decombre* anba sove sekou secour* atrapad* escombros rescat* save_us save_me bachao evacuat* boat* helicopter*',
  'water thirst* drink* dlo dilo swaf eau soif agua sed pani woda wody apa biyo water_bottle* potab* potable bw bwe boire dleau drinkable bottled doloo',
  'food foods hungry hunger starv* eat eating eaten rice bread meal* famine manje manj mange manger grangou grangu nourriture nouriture faim nouriti alimant* aliment* comida hambre viveres khana khane jedzenie mancare cunto diri lwil pates manjeh canned feed lafen bhook bhooke rashan ration* supplies provision* biskwi',
  'shelter* homeless sleep* camp* blanket* mattress* bed beds abri domi demi demi_nan refugi* albergue dormir frazada* matla lari sou_lari nan_lari seren mouye outside on_the_street* in_the_street* place_to_sleep somewhere_to under_the_rain beghar makaan makan bistar tombu khema khaime kote_pou_domi',
  'hygiene toiletries toothpaste toothbrush* soap diapers wipes feminine towel* toilet* savon twalet* toilette* kouchet pampers sanitary shampoo cleaning deodorant',
  'baby babies bebe bb tibebe formula infant* newborn toddler* lait let ti_bebe nouveau_ne doodh',
  'flashlight* batter* generator* lights light dark* limye luz lanp torch* candle* dark_at solar inverter* jenerate delco',
  'transport* vehicle* bus buses car cars truck* gas gasoline fuel petrol diesel motorcycle* airport machin* kamyon gaz bis moto bato gasolina combustible camion* transporte essence traffic ride rides driv* taxi*',
  'house houses home homes building* school* church kay kaye maison* lekol legliz casa casas edificio* ghar ghr makaan* mur walls wall kay_mwen lakay',
  'collaps* destroy* crack* fell fallen kraze kraz krase effondr* tonbe tombe derrumb* destru* damage* ruined crushed broken gir tabah fisire fann detwi detruit* sbkch khtm barbad',
  'rain* river overflow* drown* lapli pluie* rivye riviere lluvia* barish storm* cyclone siklon hurricane sandy tsunami darya wet mouye nehar',
  'missing disappear* looking_for lost_my lost_his lost_her lost_our lost_their lost_two lost_contact can_not_find cannot_find where_is where_are no_news pedi pedu disparu* perdu* dispar* desaparecid* perdid* find_my search* chache nouvel_fanmi find_out_if gum',
  'mother father brother sister son daughter wife husband cousin family families parents manman papa frem sem pitit pitim fre se_m fanmi fanm madam famille mere pere fils fille madre padre hermano* familia bhai behen khandan bachay relatives uncle aunt',
  'road* bridge* blocked route wout rout pont camino* carretera* puente* sarak rue_blocked path access',
  'help aid assist* relief sos please ed ede edem edez aide* aidez tanpri silvouple souple silvouple svp sivouple ayuda* auxilio socorro por_favor madad imdad pomoc* ajutor gargaar caawi* sekou secours asistans plz pls plis edenou ed_nou aid_us',
  'need* want lack* bezwen bezyen bezoin beswen besoin necesit* falta* chahiye zaroorat zarurat potrzeb* nevoie baahan* avons_besoin ask* mande demand* request* want_to',
  'nothing anything without no_more have_no no_food no_water pa_gen pa_genyen pagen anyen manke pa_jwenn pajwenn pa_jwen pa_janm janm never not_received received_nothing manque* no_hay no_tenemos nahi nhn koi_nahi kuch_nahi nai didn_t_get any_help haven_t_received still_not poko pokò anko',
  'child* kid kids orphan* timoun* enfant* nino* nina* hijo* bache bachon children elderly old_people women granmoun vieillard* handicap*',
  'information news know tell_me question number* phone call calls minutes enfomasyon infomasyon nouvel konnen konn rele savoir information* noticias saber informacion mesaj message* sms digicel text answer repons kijan koman eske kisa when_will will_there how_to how_can',
  'earthquake* quake* aftershock* tranbleman trenbleman replik repliques seisme* sekous tremblement temblor* sismo* terremoto* magnitude',
  'victim* viktim sinistre* disaster* catastrophe katastrof damnifi* mutasira mutasirin affected effected sufferer* soufri suffer* souffr*',
  'dead die died dying death* kill* mouri touye mort* muerto* mar corpse* bodies kadav starving_to grangou_ap_touye',
  'thank* mesi merci gracias bless god bondye dieu dios seye jezi jesus allah shukriya',
  'money work job jobs visa lajan travay argent travail dinero trabajo kob rozgar naukri paisa paise muawza business school_fees pay card kat watan_card employ* lekol_mwen anplwa cash',
  'area zone zon neighborhood katye located location address adres street rue ri impasse delmas kafou carrefour leogane village vil village* camp kan section seksyon lokalite komin kominote community district distt we_are_in i_live abite rete sitiye near_the',
  'donat* volunteer* collect* drop_off sorting items goods distribute* can_i_help want_to_help willing_to offer* donasyon kolekte don staten_island hoboken rockaway* pickup toys perishable non_perishable',
  'government govt minister president leta gouvenman otorite* authorit* onu un minustah ngo* ong* red_cross kwa_wouj organisation* organization* polis police',
  'we_are we_re nou_se nou_nan nou_menm nou_gen nou_bezwen nous_sommes nous_avons hum ham hmre hmri estamos somos people_here there_are gen_moun genyen_moun moun_yo people_of',
  'crop* fields fasal kheti cattle animal* animals bet farm* zafe jaden livestock',
  'urgent urgently urgence ijans immediately quickly fast vit prese right_away emergency ijan asap hurry',
  'send bring voye pote pran come vini vin send_us bring_us envoy* enviar mandar bhejo bhejen bhej provide deliver* apporte* give_us bay_nou banm ban_nou donne*',
  'weather forecast temperature climate tan hurricane_season rain_today prevision* meteo cold fret front froid',
]

const exact = new Map<string, number[]>()
const beginnings = new Map<string, number[]>()
/** The first words of phrases: only there more than one word is looked up. */
const phraseStarts = new Set<string>()
for (const [concept, words] of concepts.entries()) {
  for (const word of words.split(' ')) {
    const [table, key] = word.endsWith('*') ? [beginnings, word.slice(0, -1)] : [exact, word]
    const said = key.replaceAll('_', ' ').normalize('NFD').replaceAll(/\p{M}/gu, '')
    table.set(said, [...(table.get(said) ?? []), concept])
    if (said.includes(' ')) phraseStarts.add(said.split(' ')[0]!)
  }
}
const [shortestBeginning, longestPhrase] = [3, 3]

/** The numbers of the concepts that words without marks speak of, each once, in the order they stand. */
export function conceptsIn(words: readonly string[]): readonly number[] {
  const found = new Set<number>()
  for (const [at, word] of words.entries()) {
    for (const concept of conceptsOf(word)) found.add(concept)
    if (!phraseStarts.has(word)) continue
    for (let more = 2; more <= longestPhrase && at + more <= words.length; more++)
      for (const concept of conceptsOf(words.slice(at, at + more).join(' '))) found.add(concept)
  }
  return [...found]
}

/** Half of what people write are the same few thousand words. */
const known = new Map<string, readonly number[]>()
const mostKnown = 8192

function conceptsOf(said: string): readonly number[] {
  const before = known.get(said)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const found = lookUp(said)
  known.set(said, found)
  return found
}

function lookUp(said: string): readonly number[] {
  const found = [...(exact.get(said) ?? [])]
  for (let length = shortestBeginning; length <= said.length; length++)
    found.push(...(beginnings.get(said.slice(0, length)) ?? []))
  return found
}
