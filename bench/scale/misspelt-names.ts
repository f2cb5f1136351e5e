/** Given names as they are heard on the telephone or typed in haste, and as they stand in the record: typed, meant. */
const givenNames = `
Shivaun Siobhan, Shivon Siobhan, Neve Niamh, Neeve Niamh, Kieren Ciaran, Keiran Kieran, Shawn Sean, Shaun Sean, Eefa Aoife, Efa Aoife,
Mohamed Mohammed, Muhamad Muhammad, Mohamad Mohammad, Mohammad Muhammad, Ahmad Ahmed, Achmed Ahmed, Yousef Yusuf, Yusef Yusuf,
Ibraheem Ibrahim, Ismael Ismail, Ayesha Aisha, Aysha Aisha, Fatimah Fatima, Fatma Fatima, Zaynab Zainab, Zeinab Zainab, Mariam Maryam,
Miriam Maryam, Hasan Hassan, Husain Hussain, Omer Omar, Umar Omar, Hamzah Hamza, Khadijah Khadija, Kadija Khadija, Sumaya Sumayyah,
Katelyn Caitlin, Kaitlin Caitlin, Kathrine Catherine, Cathrine Catherine, Katharine Katherine, Jakob Jacob, Jakub Jacob,
Isac Isaac, Issac Isaac, Micheal Michael, Mikael Michael, Mathew Matthew, Matthews Matthew, Jonathon Jonathan, Johnathan Jonathan,
Steven Stephen, Stefen Stephen, Phillip Philip, Fillip Philip, Nickolas Nicholas, Nicolas Nicholas, Kristopher Christopher,
Cristopher Christopher, Callum Calum, Calumn Callum, Conor Connor, Rhys Reece, Rees Rhys, Owain Owen, Owin Owen,
Sofie Sophie, Sofia Sophia, Izabella Isabella, Isabela Isabella, Izzabel Isabel, Elisabeth Elizabeth, Elizabth Elizabeth, Ameila Amelia,
Emillia Emilia, Oliva Olivia, Olivea Olivia, Jesica Jessica, Jessika Jessica, Rebbeca Rebecca, Rebeca Rebecca, Rachael Rachel,
Racheal Rachel, Sara Sarah, Zara Zarah, Hanna Hannah, Hanah Hannah, Alicia Alisha, Alesha Alisha, Chloé Chloe, Cloe Chloe, Zoey Zoe,
Kezia Keziah, Lilly Lily, Lillie Lily, Frankie Franky, Freddy Freddie, Harriot Harriet, Harriett Harriet, Imogin Imogen`

/** Family names the same way. */
const familyNames = `
Hussein Hussain, Husein Hussain, Hussian Hussain, Achmed Ahmed, Ahmad Ahmed, Aktar Akhtar, Aktir Akhtar, Begam Begum, Beegum Begum,
Khatoon Khatun, Katun Khatun, Iqball Iqbal, Ikbal Iqbal, Mahmud Mahmood, Mehmood Mahmood, Malick Malik, Mallik Malik, Rahmen Rahman,
Rehman Rahman, Choudhury Chowdhury, Chaudhry Chowdhury, Chowdry Chowdhury, Sheik Sheikh, Shaikh Sheikh, Sing Singh, Sinh Singh,
Pattel Patel, Patell Patel, Sharmah Sharma, Thomson Thompson, Tompson Thompson, Johnston Johnson, Jonson Johnson, Clark Clarke,
Clerk Clarke, Brown Browne, Broun Brown, Smyth Smith, Smithe Smith, Tailor Taylor, Tayler Taylor, Stuart Stewart, Steward Stewart,
Philips Phillips, Phillip Phillips, Davis Davies, Davys Davies, Evens Evans, Evan Evans, Rodgers Rogers, Roggers Rogers, Harison Harrison,
Harrisson Harrison, Mathews Matthews, Mattews Matthews, Reed Reid, Read Reid, Gray Grey, Greay Grey, Macdonald McDonald, Mcdonnald McDonald,
McCloud MacLeod, Mcleod MacLeod, Mccarthey McCarthy, MacCarthy McCarthy, Obrian OBrien, OBrian OBrien, Oconnor OConnor, OConner OConnor,
Okonqwo Okonkwo, Okonko Okonkwo, Addeyemi Adeyemi, Adeyami Adeyemi, Mensa Mensah, Mensuh Mensah, Kowalsky Kowalski, Kovalski Kowalski,
Novak Nowak, Nowack Nowak, Wisniewsky Wisniewski, Vishnevski Wisniewski, Lewandowsky Lewandowski, Levandowski Lewandowski, Popesku Popescu,
Popeskou Popescu, Ionesco Ionescu, Dimitrof Dimitrov, Dimitrow Dimitrov, Ivanof Ivanov, Gonzales Gonzalez, Gonsalez Gonzalez,
Rodrigues Rodriguez, Rodriges Rodriguez, Fernandes Fernandez, Whittacker Whitaker, Witaker Whitaker, Barraclough Barroclough,
Baraclough Barraclough, Ackroid Ackroyd, Akroyd Ackroyd`

const pairsOf = (text: string): readonly (readonly [typed: string, meant: string])[] =>
  text
    .trim()
    .split(/,\s*/)
    .map((pair) => pair.split(' ') as [string, string])

export interface Misspelling {
  readonly typed: string
  readonly givenName: string
  readonly familyName: string
}

/** Two hundred: a hundred given names misspelt beside a family name as it is, and a hundred the other way round. */
export const misspellings: readonly Misspelling[] = (() => {
  const [given, family] = [pairsOf(givenNames), pairsOf(familyNames)]
  if (given.length !== 100 || family.length !== 100)
    throw new Error(`${given.length} and ${family.length} names, not 100 each`)
  return [
    ...given.map(([typed, givenName], at) => {
      const familyName = family[(at * 7) % 100]?.[1] ?? ''
      return { typed: `${typed} ${familyName}`, givenName, familyName }
    }),
    ...family.map(([typed, familyName], at) => {
      const givenName = given[(at * 11) % 100]?.[1] ?? ''
      return { typed: `${givenName} ${typed}`, givenName, familyName }
    }),
  ]
})()

/** The names that are meant, each once: the common names of the children laid down. */
export const commonNames = {
  given: [...new Set(pairsOf(givenNames).map(([, meant]) => meant))],
  family: [...new Set(pairsOf(familyNames).map(([, meant]) => meant))],
}
