import pg from 'pg'
import { commonNames, misspellings } from './misspelt-names.ts'

/** Beginnings, middles and ends: names that few have are put together of them, family names of three and given names of two. */
const parts = [
  'Ash Bar Bel Brad Bren Car Chad Cor Cran Dal Den Dur East El Fair Fen Gar Gil Had Hal Har Hol Kel Ken Kir Lang Lin Mar Mel Nor Old Pen Rad Ram Red Ros Rut Sal Sel Shel Stan Stock Sut Tan Thorn Tod Wal War West Whit Win Wood Wor Yar',
  'ac al an ar be ber den dle er es field ford gate ges ham hel ing ington ley lin man mer mor na ner nes o ol ri ro sing sto ter ther ton tor u ver wi wick wor',
  'borough bridge brook burn bury by dale den don ell er ford gate ham hurst kin ley low man more ney pool ridge s sey shaw side son stone thorpe ton well wick win wood worth',
].map((list) => list.split(' '))

/**
 * Lays down so many children of one authority, as its migrator. Two in five have a common given name and one in five a common
 * family name, the commonest about one per cent of all children, as in England; the others have names that are rare. Every child
 * that a misspelling means is among them.
 */
export async function layDownChildren(migrationUrl: string, authorityId: number, many: number): Promise<void> {
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await client.query("select set_config('los.authority', $1, false)", [String(authorityId)])
    await client.query(
      `insert into children.child (authority_id, id, reference, given_name, family_name, date_of_birth)
       select $1, gen_random_uuid(), 'M-' || place, given_name, family_name, date '2012-01-01' + place::integer
         from unnest($2::text[], $3::text[]) with ordinality as meant (given_name, family_name, place)`,
      [authorityId, misspellings.map(({ givenName }) => givenName), misspellings.map(({ familyName }) => familyName)],
    )
    await client.query(laidDown, [authorityId, many, commonNames.given, commonNames.family, ...parts])
    await client.query('vacuum (analyze) children.child, children.search_text')
  } finally {
    await client.end()
  }
}

/** Numbers between 0 and 1 that look drawn and are the same each time; the lower a place in a list, the more are given it. */
const laidDown = `
  with drawn as (
    select number, (hashint4(number)::bigint + 2147483648) as one, (hashint4(number + 1000003)::bigint + 2147483648) as two,
           (hashint4(number + 2000003)::bigint + 2147483648) as three
      from generate_series(1, $2::integer) number)
  insert into children.child (authority_id, id, reference, given_name, family_name, date_of_birth)
  select $1, gen_random_uuid(), 'L-' || number,
         case when number % 5 < 2
              then ($3::text[])[1 + floor(cardinality($3::text[]) * power(one / 4294967296.0, 1.3))::integer]
              else ($5::text[])[1 + (three % cardinality($5::text[]))::integer]
                || ($6::text[])[1 + ((three >> 8) % cardinality($6::text[]))::integer] end,
         case when number % 5 = 0
              then ($4::text[])[1 + floor(cardinality($4::text[]) * power(two / 4294967296.0, 1.3))::integer]
              else ($5::text[])[1 + (two % cardinality($5::text[]))::integer]
                || ($6::text[])[1 + ((two >> 8) % cardinality($6::text[]))::integer]
                || ($7::text[])[1 + ((two >> 16) % cardinality($7::text[]))::integer] end,
         date '2006-01-01' + ((one >> 4) % 6500)::integer
    from drawn`
