import { familyNames, givenNames } from '../names.ts'

const moreGivenNames =
  'Abdul Abigail Adam Agnieszka Ahmad Aidan Aliyah Alan Alice Amina Amir Andrei Angel Anisa Archie Asha Aurora Bethany Bogdan Caitlin Caleb Cerys Charlie Clara Dara Deborah Demi Dylan Edith Elena Eliza Elsie Emilia Emmanuel Ewan Ezra Fatima Felix Florence Frankie Gabriel Georgia Gracie Habiba Halima Hannah Harvey Hassan Henry Holly Humaira Ines Iqra Iris Ismail Ivy Jacob Jaden James Jayden Jemima Jessica Joel Joshua Julia Kacper Kamil Kayla Keira Khadija Kian Krystal Kyle Lara Laila Layla Lena Lewis Liam Libby Logan Lola Lucas Lucy Luke Luna Maisie Malika Marcus Maria Martha Matilda Matthew Max Megan Micah Mila Millie Mina Molly Musa Nathan Nikola Nina Oliwia Omar Orla Owen Patrick Phoebe Rafael Rania Rashid Rebecca Rhys Rohan Roisin Rory Ryan Sadia Safa Salma Scarlett Sean Shanice Shaun Simon Skye Sonia Stanley Stephen Summer Sumaya Tariq Tegan Thomas Tia Tobias Umar Victoria Wiktor William Yasmin Yusuf Zainab Zara Zuzanna'.split(
    ' ',
  )

const nameStarts =
  'Alder Ash Black Brad Bram Brook Burn Cald Clay Cole Crom Dal Dun East Elm Fair Farn Glen Green Had Hart Hawk Hazel High Hol Kirk Lang Lin Long Mar Marl Mid Nor Oak Pem Rad Red Roth Shel Stan Sut Thorn Wake Wal West Whit Win Wool'.split(
    ' ',
  )
const nameEnds =
  'ley ton ford field worth by well wood man bourne croft dale shaw stead ham bridge gate more thorpe wick'.split(' ')

/** About two hundred given names: with the family names enough that a search among a million children has something to tell apart. */
export const allGivenNames: readonly string[] = [...new Set([...givenNames, ...moreGivenNames])]

/** About a thousand family names, most of them put together from parts. */
export const allFamilyNames: readonly string[] = [
  ...new Set([...familyNames, ...nameStarts.flatMap((start) => nameEnds.map((end) => start + end))]),
]
