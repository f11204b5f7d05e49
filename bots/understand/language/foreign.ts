/** A language that is none of ours: its commonest words, and letters that stand together in it. */
interface Foreign {
  readonly name: string
  readonly words: readonly string[]
  readonly telling: RegExp
}

const foreign = (name: string, words: string, telling: RegExp): Foreign => ({ name, words: words.split(' '), telling })

/** So that German is not taken for English, nor Italian for Romanian. Known by name only to who reads this file. */
export const foreignLanguages: readonly Foreign[] = [
  foreign(
    'German',
    'der die das und ist nicht ein eine einen einem einer ich du er sie wir ihr zu mit auf für von dem den des im es auch als an nach bei aus wie noch nur oder aber wenn werden wird wurde haben hat sind sein kann können über vor mehr durch zum zur bitte danke hilfe brauche wasser haus keller kein keine mein meine uns unser hier heute morgen dass sich an alle dieser dieses diese diesen nun man ihre seine unter gegen bis dann sowie zwischen etwa gibt vielen so dadurch dieser man will haben einfach sehr auch ob ab',
    /ß|[äöü]|sch|ung(?:en)?$|lich(?:e[nrs]?)?$|isch(?:e[nrs]?)?$|keit|heit|tz|pf|^ge.{3,}t$|ei(?:n|t|ch)|[aeu]chs?t?$|ier(?:t|en)$/,
  ),
  foreign(
    'Dutch',
    'de het een en van ik te dat die niet op aan met voor er zijn maar om hem dan zou of wat mijn dit door ze zich bij ook tot je uit daar naar heb hoe heeft hebben deze want nog zal zij nu geen omdat iets worden toch waren veel meer doen moet ben zonder kan hun dus alles onder hier wie werd wordt ons tegen na wil uw iemand water huis hulp alstublieft',
    /ij|aa[nrtl]|ee[nrft]|oe[nkrd]|sch|cht$|uu|^ver|^ge.{3,}d$|oo[rnfd]|heid$/,
  ),
  foreign(
    'Italian',
    'il lo gli di che non è per una del della dei delle degli con sono mi si ho ha hanno nel nella alla al dal dalla sul come più ma anche questo questa ci io lui lei noi voi loro cosa perché quando dove aiuto acqua bisogno grazie prego ciao bene siamo tutto tutti stato stata essere fare molto dopo prima così solo ancora la le un e a al in da se su tra fra era ed loro suo sua loro uno tempo presente',
    /zion|gli[aeo]?$|iamo$|tt[aoei]|zz[aoei]|cch|ggi|ità$|ò$|ì$|ù$|[^aeiou]elli?[oae]$|mente$|[aeio]nz[ae]$|ssim|^sc|cc[aeo]|ll[aoei]$|pp|bb/,
  ),
  foreign(
    'Turkish',
    've bir bu için ne var ben sen biz siz çok ama daha gibi ile değil evet hayır yardım lütfen teşekkür olarak olan sonra kadar en olduğu tarafından ise',
    /[ışğ]|l[ae]r$|l[ae]r[ıi]|[ıiuü]yor|[ıiuü]n[ıiuü]|d[ıiuü]r$|m[ae]k$/,
  ),
  foreign(
    'Hungarian',
    'a az és hogy nem is egy van ez meg ha csak már mint vagy volt még ezt azt kell segítség víz ház kérem köszönöm nagy után amely ami lehet pedig által',
    /[őűö]|sz|gy|ny|b[ae]n$|n[ae]k$|s[áé]g|cs|v[ae]l$|h[oeö]z$|ok$|ek$|tt$|[áéí]/,
  ),
  foreign(
    'Albanian',
    'të e në dhe me për se një që nga është ka por jo si do nuk ky kjo janë ne ju ata unë ndihmë ujë faleminderit i u më duke ndër edhe kanë ishte eshte qe te ne per nje nga tij saj shumë',
    /ë|sh[ktmëqp]|xh|^nd|^mb|nj|zh|^sh|dh|je[nt]|uar$|imi$|ave$|sht/,
  ),
  foreign(
    'Vietnamese',
    'và của là có không cho được trong người với các một này đã những để khi tôi cứu giúp công an hai ba trên cao sinh hoa tin',
    /[đăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|^ng|^nh|^kh|^tr.{1,3}$|^ph.{1,3}$|^th.{1,3}$|^ch.{1,3}$/,
  ),
  foreign(
    'Lithuanian',
    'ir yra kad su iš tai bet kaip ne nuo apie buvo šis ar jis jos mano mes jūs pagalba vanduo namas prašau ačiū į taip savo metų',
    /[ėųįūž]|[aiu]s$|ių$|imas|iai$|ams$|uo|ij[ao]/,
  ),
  foreign(
    'Czech',
    'je se že jsem jako ale jeho nebo pro jsme prosím děkuji sa som čo bylo který jsou',
    /[ěřůďťňľ]|ý(?:m|ch)?$|[áéí]ch?$|ov[áéí]/,
  ),
  foreign(
    'Scandinavian',
    'och att det är en som på för av med den inte jag har till om var men ett vi kan og er ikke af jeg han at et de til være hjælp hjälp vatten',
    /[åøæ]|sk[aäj]|[aeo]nde$|else$|het(?:en)?$|igt?$|tt$/,
  ),
  foreign(
    'Croatian',
    'je da se za su od što kako ali ili bi sam smo nije pomoć voda kuća molim hvala koji koja gdje ovo',
    /[đć]|ije|nj[aei]|lj|ski?h?$/,
  ),
  foreign(
    'Finnish',
    'ja on ei että oli hän mutta joka olen ovat kun niin apua vesi kiitos tai myös mitä',
    /ää|yy|ss[aä]$|[aä]än$|ll[aä]$|uo|kk|een$|ksi$|öä?/,
  ),
  foreign(
    'Tagalog',
    'ang ng sa mga ay hindi ako ko tulong po ito kami tayo ikaw namin wala kayo siya lang yung naman',
    /ng$|^mag|^nag|^pag|^ka.*an$|[aeiou]y$/,
  ),
  foreign(
    'Malay',
    'yang dan ini itu dengan untuk tidak saya dari ada akan pada kami tolong rumah sudah juga oleh dalam bisa',
    /^me[mn]|^ber|kan$|nya$|^pe[mn]|ng/,
  ),
  foreign(
    'Swahili',
    'na ya wa kwa ni za katika hii yetu sisi maji nyumba tafadhali msaada asante hapa kuna yangu sana lakini',
    /^mw|^ki|^wa|^ku.*a$|mb|nd|ny|ng'?/,
  ),
]
