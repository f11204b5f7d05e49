/**
 * Words that mean the same thing, in English and in the languages that relief messages come in (Haitian Creole, French,
 * Spanish, and the other languages we read), without marks. A rare word is then learnt from its commoner sisters.
 */
const concepts: readonly RegExp[] = [
  'electric(?:ity|al|ite)?|blackouts?|power (?:cuts?|outage|is out|lines?)|no power|without power|need power|kouran|elektrisite|bijli|electricidad',
  'cloth(?:es|ing)|shoes|underwear|sweaters?|coats?|socks|rad|soulye|vetements?|ropa|kapray|kapde|ubrania|haine|dillad',
  'flood\\w*|inond\\w*|selab|sailab|inundaci\\w*|powodz|inundatii?|llifogydd|fatahaad|daad',
  'swen|soins?|sante|blese\\w*|maladi|moun malad|timoun malad|medsen|infirm\\w+|krwawi|treatment|surgery|cholera|kolera|pregnant|ansent',
  'trapped|rubble|debris|buried|still alive|decombres?|dekonb\\w*|dekomb\\w*|vivan|under the (?:house|school|building|wall)',
  'tarps?|prela|pwela|tents?|tant|tante|tentes?|carpas?',
  'doctors?|nurses?|hospitals?|clinics?|ambulance|sick|ill|illness|injur\\w+|wound\\w*|hurt|diarrh\\w+|fever|malaria|blessees?|malad\\w*|medecin\\w*|dokte\\w*|lopital|fyev|enfem\\w*|heridos?|enferm\\w*|medicos?|lekarz|szpital|doktor|spital',
  'medicines?|medications?|medical supplies|drugs|pills|tablets|antibiotics?|insulin|vaccin\\w*|first aid|bandages?|medikaman\\w*|medicaments?|renmed|medicinas?|medicamentos?|leki|lekow|medicamente',
  'rescu\\w+|trapped|stuck|buried|rubble|debris|under the|dig|survivors?|dekonb\\w*|decombres?|anba|sove|sekou|secour\\w*|atrapad\\w+|escombros|rescat\\w+',
  'water|thirst\\w*|drink\\w*|dlo|dilo|swaf|eau|soif|agua|sed|pani|woda|wody|apa|biyo',
  'food|hungry|hunger|starv\\w+|eat\\w*|rice|bread|meals?|famine|manje|mange|grangou|nourriture|faim|nouriti|alimant\\w*|aliment\\w*|comida|hambre|alimentos|viveres|khana|jedzenie|mancare|cunto',
  'shelters?|tents?|tarps?|tarpaulins?|homeless|sleep\\w*|camps?|blankets?|mattress\\w*|beds?|tant|tante|tentes?|pwela|prela|abri|bache|domi|lari|carpas?|albergue|refugio|dormir|toldos?|frazadas?',
  'cloth\\w*|shoes|coats?|sweaters?|underwear|socks|dressed|wear|rad|soulye|vetements?|chanday|linge|habits|ropa|zapatos|vestido|ubrania|haine',
  'electric\\w*|power|flashlights?|batter\\w+|generators?|blackout|lights?|dark\\w*|kouran|limye|elektrisite|courant|edh|luz|electricidad|corriente|bijli|prad|curent',
  'transport\\w*|vehicles?|bus\\w*|cars?|trucks?|gas|gasoline|fuel|petrol|diesel|motorcycles?|boats?|helicopters?|airport|machin\\w*|kamyon|gaz|bis|moto|bato|gasolina|combustible|camion\\w*|buses|transporte|essence',
  'house|houses|home|homes|buildings?|collaps\\w+|destroy\\w*|walls?|cracks?|fell|schools?|church|kay|kraze|maison\\w*|effondr\\w+|lekol|legliz|tonbe|casas?|edificios?|derrumb\\w+|destru\\w+',
  'flood\\w*|inundat\\w+|rain\\w*|river|overflow\\w*|submerged|drown\\w*|lapli|inondasyon|inondation\\w*|pluie|rivye|riviere|inundacion\\w*|lluvia\\w*|rio|selab\\w*|sailab|powodz|zalan\\w*|inundatii',
  'missing|disappear\\w*|search\\w*|looking for|lost (?:my|his|her|our|their|two|contact)|can not find|cannot find|where (?:is|are) (?:my|she|he)|no news|pedi|chache|disparu\\w*|perdu\\w*|dispar\\w*|desaparecid\\w*|busca\\w*|perdid\\w+',
  'road\\w*|bridges?|blocked|route|wout|lari|pont|camino\\w*|carretera\\w*|puente\\w*',
  'help|aid|assist\\w*|relief|sos|rescue|please|ed|ede|edem|aide\\w*|aidez|tanpri|souple|sivouple|svp|ayuda\\w*|auxilio|socorro|por favor|madad|pomoc\\w*|ajutor|gargaar|caawi\\w*',
  'need\\w*|want|lack\\w*|without|no more|nothing|bezwen|bezyen|beswen|besoin|manke|pa gen|pa genyen|pagen|anyen|manque\\w*|necesit\\w+|falta\\w*|no hay|no tenemos|chahiye|potrzeb\\w+|nevoie|baahan\\w*',
  'child\\w*|bab(?:y|ies)|kids?|orphan\\w*|timoun\\w*|pitit|bebe|enfants?|ninos?|ninas?|hijos?',
  'information|news|know|tell me|question|numbers?|phone|call|minutes|enfomasyon|nouvel|konnen|rele|savoir|information\\w*|noticias|saber|informacion',
  'thank\\w*|mesi|merci|gracias|god|bondye|dieu|dios',
  'money|work|jobs?|visa|school|lajan|travay|argent|travail|dinero|trabajo',
].map((words) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'u'))

/** The numbers of the concepts that words without marks speak of. */
export const conceptsIn = (words: string): number[] =>
  concepts.flatMap((pattern, i) => (pattern.test(words) ? [i] : []))
