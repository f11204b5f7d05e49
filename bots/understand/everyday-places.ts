// The words around names of places, and those that are names of places and mean something else most of the time.
const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** What a street is called, written out or short. */
export const streetTypes = wordsOf(
  'street st road rd lane ln avenue ave av crescent cres terrace terr close drive dr way court ct place pl hill bank park ' +
    'green row walk square sq mews grove gardens gdns view rise yard fold wharf parade gate end croft stryd heol ffordd lon',
)

/** Those that are everyday words too: they need capitals, 'Avon Row'. */
export const weakTypes = wordsOf(
  'st ave av close drive dr way court ct place pl hill bank park green row walk square sq view rise yard fold gate end lon',
)

/** Where a name cannot begin or go on. */
export const stops = wordsOf(
  'a an and are as at because but by can cannot cant down everywhere flat flooded flooding for from go going had has have ' +
    'he help her here his house i im in into is it its just live lives me mum my near need needs no number of off old on ' +
    'onto opposite or our out outside over own please plz pls she so some sorry stuck than thank thanks that the their ' +
    'them there they this to too under up urgent us very want was water we were what when where which who will with ' +
    'you your whole across along around behind beside between next not now all dad nan gran coming january february march april may june july august september october november december ' +
    'monday tuesday wednesday thursday friday saturday sunday christmas easter',
)

/** Stops that stand inside names: 'Stow on the Wold', 'Bourton on the Hill'. */
export const joiners = wordsOf('on the upon le in under by of and cum')

/** After these a name may stand. */
export const locatives = wordsOf('in at near by around outside')
export const besides = wordsOf('near by beside opposite behind outside next')

/** Names of places that are everyday words: a place only when written 'Bath'. */
export const commonWords = wordsOf(
  'bath reading rugby hope street ash battle march sale wells ware deal rose seal over sandwich hook barking eye nelson ' +
    'stone water flood home bed work school church hospital town village the there here case fact time trouble danger ' +
    'need total pain shock tears charge bits short yes no ok okay thanks thank help hi hello hey stop start please done ' +
    'sorry now today tonight tomorrow lower upper middle north south east west centre mill ford bridge wood moor end ' +
    'beer crook diss hove hull looe lee ross rye usk wick wing wye yelling nasty good great best away back full general ' +
    'the-way cars car kitchen garden basement cellar bedroom house flat front middle morning evening afternoon night ' +
    'minutes hours once least first last all hand arrears bungalow wheelchair food meals power heating nothing everything ' +
    "central flash goats bulk sudden dawn dusk more turn grain salt university college touch we'll field court gate " +
    'port station bridge park green hill moss snow storm rain wind power gas oil cold heat shop shops pub',
)
