import { type Contents, type Diet, type DietName, dietNames, type Food, foods } from '../../core/offers/suits.ts'
import { bare, fold } from './fold.ts'

/** Words for each food, English and Welsh. "Nuts" stands for peanuts too: whoever says it seldom means to leave them out. */
const said: Readonly<Record<Food, string>> = {
  meat: 'meat|chicken|beef|lamb|turkey|duck|goat|mince|steaks?|mutton|venison|sausages?|pepperoni|burgers?|cig|cyw iâr|pork|bacon|ham|gammon|chorizo|salami|lard|gelatine?',
  pork: 'pork|bacon|ham|gammon|chorizo|salami|pepperoni|lard|gelatine?|sausages?|porc',
  fish: 'fish|salmon|tuna|cod|haddock|mackerel|sardines?|anchov(?:y|ies)|trout|worcester(?:shire)? sauce|pysgod',
  shellfish:
    'shellfish|prawns?|shrimps?|crabs?|lobsters?|mussels?|oysters?|squid|clams?|scallops?|crustaceans?|molluscs?|seafood',
  eggs: 'eggs?|mayo|mayonnaise|meringues?|wyau?',
  milk: 'milk|dairy|cheese|cheddar|mozzarella|parmesan|paneer|ghee|butter|cream|yogh?urt|lactose|cheesy|llaeth|caws',
  honey: 'honey|mêl',
  alcohol: 'alcohol|wine|beer|ale|cider|brandy|sherry|rum',
  nuts: '(?:tree )?nuts?|almonds?|cashews?|walnuts?|pecans?|pistachios?|hazelnuts?|brazil nuts?|macadamias?|marzipan|pesto|cnau',
  peanuts: '(?:tree )?nuts?|peanuts?|pea nuts?|ground ?nuts?|satay|cnau',
  gluten:
    'gluten|wheat|flour|bread|pasta|noodles?|spaghetti|lasagnes?|pastry|barley|rye|oats?|couscous|breadcrumbs|coeliac|celiac|glwten',
  soya: 'soya|soy|tofu|tempeh|miso|edamame|soi',
  sesame: 'sesame|tahini|hummus|houmous|halva',
  celery: 'celery|celeriac|seleri',
  mustard: 'mustard|mwstard',
  lupin: 'lupins?',
  sulphites: 'sul(?:ph|f)ites?|sulphur dioxide|dried fruits?|sultanas?|raisins?|wine|cider',
}

const dietsSaid: Readonly<Record<DietName, string>> = {
  vegan: 'vegans?|plant[- ]based|figan|fegan',
  vegetarian: 'vegetarians?|veggie|veggy|llysieuol',
  halal: 'halal|muslims?',
  kosher: 'kosher|jewish',
}

/** In many pots, and none of what anybody has to be kept from. */
const harmless =
  'rice|tomato(?:es)?|onions?|garlic|potato(?:es)?|mash|carrots?|peas|beans?|lentils?|chick ?peas?|spices?|spinach|leeks?|mushrooms?|peppers?|courgettes?|swede|parsnips?|cabbage|salt|olive oil|oil|herbs?|water|veg|vegetables?|apples?|berries|sugar'

const filler =
  "there'?s|there is|there are|it'?s|it is|it has|that|and|with|some|a|an|bit|of|in|the|it|them|yes|just|only|contains?|made|has|have|got|also|plus|but|nothing|else|no|not|none|any|i|am|we|are|he|she|is|they|food|an?d|o|a|ac|or|allerg(?:y|ies|ic|en)|alergedd|to|intoleran(?:t|ce)|free|from|can'?t|cannot|don'?t|do|does|doesn'?t|eat|having|please|without|one|us|me|my|son|daughter|husband|wife|mum|dad"

const whole = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'giu')
const wordsOf = Object.fromEntries(foods.map((food) => [food, whole(said[food])])) as Record<Food, RegExp>
const dietWords = Object.fromEntries(dietNames.map((diet) => [diet, whole(dietsSaid[diet])])) as Record<
  DietName,
  RegExp
>
const anyFood = foods.map((food) => said[food]).join('|')
const known = [whole(anyFood), whole(Object.values(dietsSaid).join('|')), whole(harmless), whole(filler)]

const foodsIn = (text: string): Food[] => foods.filter((food) => text.search(wordsOf[food]) >= 0)
const dietsIn = (text: string): DietName[] => dietNames.filter((diet) => text.search(dietWords[diet]) >= 0)

/** Nothing is left of the text once every word we know is taken out. */
const isAllKnown = (text: string): boolean =>
  known.reduce((left, words) => left.replace(words, ' '), text).replaceAll(/[\s,.;:&+/'()!-]+/g, '') === ''

const nothing =
  /^(?:no|none|nope|nothing|no thanks?|no thank you|n\/a|dim|dim byd|nac oes|na|(?:no|none|nothing) (?:allerg\w+|of (?:it|those|these|that)|that i know(?: of)?|at all)|(?:we |i |they )?(?:all )?eats? (?:anything|everything)|all fine)$/

const eatsAll = /\bno (?:known |food )?(?:allerg\w+|dietary \w+)|\beats? (?:anything|everything)\b/
const unless = /\b(?:but|except|apart|only|just)\b/

const list = `(?:${anyFood})(?:(?: or | nor |, ?)(?:${anyFood}))*`
const avoided = new RegExp(
  [
    `(?<!\\b(?:have|got|has|'ve|there's|there is|is) )\\bno (?:any )?${list}(?![\\p{L}])`,
    `\\b(?:without|not any|can'?t (?:eat|have)|cannot (?:eat|have)|(?:don'?t|doesn'?t|do not|does not|must not|mustn'?t|never) (?:eat|have)|allerg\\w+ to|intolerant (?:to|of)|free (?:of|from)|alergedd i) (?:any )?${list}(?![\\p{L}])`,
    `(?<![\\p{L}])${list}(?:[- ]free|(?:,? and (?:${anyFood}))? (?:allerg\\w+|intoleran\\w+))`,
    `(?<![\\p{L}])(?:coeliac|celiac)`,
  ].join('|'),
  'giu',
)

/** What a request says that somebody must not eat; null when it says nothing of that. */
export function dietIn(text: string): Diet | null {
  const folded = fold(text)
  const diets = dietsIn(folded)
  const without = foodsIn((folded.match(avoided) ?? []).join(' , '))
  if (diets.length + without.length > 0) return { diets, without, other: null }
  if (eatsAll.test(folded)) return unless.test(folded) ? null : { diets, without, other: null }
  return /\ballerg|\balergedd|\bintoleran/.test(folded) ? { diets, without, other: text.trim() } : null
}

/** The answer to what they must not eat. What we cannot read is kept in their words, for a person to judge. */
export function readDiet(text: string): Diet {
  const folded = fold(text)
  if (nothing.test(bare(text)) || (eatsAll.test(folded) && !unless.test(folded)))
    return { diets: [], without: [], other: null }
  const read = { diets: dietsIn(folded), without: foodsIn(folded) }
  const clear = isAllKnown(folded) && read.diets.length + read.without.length > 0
  return { ...read, other: clear ? null : text.trim() }
}

/** The answer to what is in a meal, together with what its offer said of it. Not complete when a word of it is not known. */
export function readContents(answer: string, offered: string): Contents {
  const [answered, before] = [fold(answer), withoutAvoided(offered)]
  const none = nothing.test(bare(answer))
  const held = foodsIn(`${withoutAvoided(answer)} , ${before}`)
  return {
    holds: held,
    diets: dietsIn(`${answered} , ${before}`.replaceAll(/\b(?:not|non|isn'?t)[- ](?:\w+ )?\w+/g, ' ')),
    complete: none || (answered.trim() !== '' && isAllKnown(answered) && held.length > 0),
  }
}

const withoutAvoided = (text: string): string => fold(text).replaceAll(avoided, ' ')
