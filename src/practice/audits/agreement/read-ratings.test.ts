import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Ratings, scaleOf } from '#kernel/agreement'
import { answerOf, sentenceOf } from '#test/outcome'
import { type FirstRow, readRatings } from './read-ratings.ts'

const letters = answerOf(scaleOf(['a', 'b', 'c']))
const numbers = answerOf(scaleOf(['1', '2', '3', '4']))

const read = (text: string, scale = letters, firstRow: FirstRow = 'as it looks') => readRatings(text, scale, firstRow)

/** Raters, and each unit's labels in a word, a dot where there is none. */
function unitsOf({ raters, cells, scale }: Ratings): readonly string[] {
  const words = Array.from(cells, (place) => scale.labels[place] ?? '.')
  return Array.from({ length: cells.length / raters }, (_, unit) =>
    words.slice(unit * raters, (unit + 1) * raters).join(''),
  )
}

const gives = (text: string, units: readonly string[], scale = letters, firstRow?: FirstRow) =>
  assert.deepEqual(unitsOf(answerOf(read(text, scale, firstRow))), units)

const refuses = (text: string, sentence: string, scale = letters) =>
  assert.equal(sentenceOf(read(text, scale)), sentence)

describe('the first row', () => {
  it('is a header when it names units and raters', () => {
    gives('unit,rater1,rater2\n1,a,b\n2,c,', ['ab', 'c.'])
    gives('Audit ref,Amina,Jo\n1,a,b', ['ab'])
  })

  it('is a unit when its other cells are labels', () => {
    gives('u1,a,b\nu2,b,b', ['ab', 'bb'])
    gives('u1,a,\nu2,b,b', ['a.', 'bb'])
  })

  it('is a header when its first cell says so, even where raters are called like labels', () => {
    gives('Unit,1,2,3\nx,4,4,4', ['444'], numbers)
    gives('case_id,a,b\nx,c,c', ['cc'])
    gives(',a,b\nx,c,c', ['cc'])
  })

  it('of both kinds is asked about, and taken as said', () => {
    const text = 'u1,a,bb\nu2,b,b'
    refuses(
      text,
      'in row 1 some cells are labels of the scale and bb is not: mend it, or say what the row is with --header or --no-header.',
    )
    gives(text, ['bb'], letters, 'header')
    gives('u1,a,b\nu2,b,b', ['bb'], letters, 'header')
    gives('unit,a,b\nu2,b,b', ['ab', 'bb'], letters, 'unit')
  })
})

describe('a file of ratings', () => {
  it('may have semicolons or tabs, Windows line ends, quotation marks, and blank lines and columns at its end', () => {
    gives('unit;r1;r2\r\n1;a;b\r\n2;;c\r\n', ['ab', '.c'])
    gives('unit\tr1\tr2\n1\ta\tb\n', ['ab'])
    gives('"unit","r1","r2",,\n"1","a"," b ",,\n\n,,,,\n', ['ab'])
  })

  it('may leave out cells at the end of a row', () => gives('unit,r1,r2,r3\n1,a,b\n2,a,b,c', ['ab.', 'abc']))

  it('has numbers by their value', () => gives('unit,r1,r2\n1,1.0,02', ['12'], numbers))

  it('keeps a rater who rated nothing, if named', () => gives('unit,r1,r2,r3\n1,a,b,', ['ab.']))

  it('with a label outside the scale is refused, with its row and column', () => {
    refuses('unit,r1,r2\n1,a,b\n\n2,a,d', 'row 4, column C (r2): d is not on the scale a, b, c.')
    refuses('1,a,b\n2,A,b', 'row 2, column B: A is not on the scale a, b, c.')
    refuses('unit,r1,r2\n1,1,5', 'row 2, column C (r2): 5 is not on the scale 1, 2, 3, 4.', numbers)
  })

  it('without units, or of fewer than two raters, is refused', () => {
    refuses('', 'the file is empty.')
    refuses('\n\n', 'the file is empty.')
    refuses('unit,r1,r2\n', 'there are no units under the header.')
    const tooFew = 'agreement needs at least two raters: give a column for the unit and one for each rater.'
    refuses('unit,r1\n1,a', tooFew)
    refuses('unit,r1,\n1,a,', tooFew)
  })

  it('with a unit that is named twice or not at all is refused', () => {
    refuses('unit,r1,r2\nx,a,b\ny,a,b\nx,a,a', 'unit x stands in row 2 and again in row 4.')
    refuses('unit,r1,r2\n,a,b', 'row 2 has ratings and no unit in its first column.')
  })

  it('with more cells than its header, or a stray quotation mark, is refused', () => {
    refuses('unit,r1,r2\n1,a,b,c', 'row 2 has more cells than the header.')
    refuses('unit,r1,r2\n1,"a"x,b', 'row 2 has a quotation mark in the wrong place.')
  })
})

describe('a scale', () => {
  const refusal = (...labels: readonly string[]) => sentenceOf(scaleOf(labels))

  it('of numbers keeps their values, in their order; of anything else the ranks as given', () => {
    assert.deepEqual(answerOf(scaleOf(['10', '2', '-1.5'])), { labels: ['-1.5', '2', '10'], values: [-1.5, 2, 10] })
    assert.deepEqual(answerOf(scaleOf(['good', ' poor', '3'])), { labels: ['good', 'poor', '3'], values: [1, 2, 3] })
  })

  it('has two labels or more, each once and none empty', () => {
    assert.equal(refusal('a'), 'A scale has at least two labels.')
    assert.equal(refusal('a', 'b', 'a'), 'The label a stands in the scale twice.')
    assert.equal(refusal('1', '2', '1.0'), 'The label 1.0 stands in the scale twice.')
    assert.equal(refusal('a', ''), 'One of the labels of the scale is empty.')
  })
})
