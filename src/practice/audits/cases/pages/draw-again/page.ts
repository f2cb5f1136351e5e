import { missing } from '#kernel/outcome'
import { drawSample } from '#kernel/sampling'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { insetText, summaryList } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { drawByStrata } from '../../rules/strata.ts'
import { findCycle } from '../../store/cycles.ts'
import { listDraws, listFrame } from '../../store/draws.ts'
import { frames, marginInWords, methods } from '../../words.ts'

/** Draws again from the kept frame with the kept seed, and says whether the same comes of it. */
export const drawAgainPage = page({
  path: paths.draw,
  may: access.overseeAudits,
  async view({ tx, params, now }) {
    const cycle = await findCycle(tx, params.cycleId)
    const draw = cycle === null ? undefined : (await listDraws(tx, cycle.id)).find(({ id }) => id === params.drawId)
    if (cycle === null || draw === undefined) return missing('draw')
    const kept = await listFrame(tx, draw.id)
    const ids = kept.map(({ subjectId }) => subjectId)
    const frame = kept.map(({ subjectId, stratum }) => ({
      id: subjectId,
      stratum: draw.method === 'stratified' ? stratum : '',
    }))
    const again = drawByStrata(frame, draw.askedSize, draw.seed)
    const isSame = kept.every(({ subjectId, isDrawn }) => again.has(subjectId) === isDrawn)
    const isWhole = kept.length === draw.frameSize && drawSample(ids, 0, draw.seed).frameSha256 === draw.frameSha256
    const hidden = draw.frameSize - kept.length
    return screen({
      title: 'Draw it again',
      back: { href: paths.cycle(params), text: `${cycle.reference} ${cycle.name}` },
      body: html`${insetText({
        text:
          hidden > 0
            ? `${count(hidden, 'case')} of the frame ${hidden === 1 ? 'is' : 'are'} one that you audit, or closed to you, so it cannot be drawn again by you.`
            : isSame && isWhole
              ? 'Drawn again from the kept frame with the kept seed: the same cases.'
              : 'It is not the same: the frame or the draw has been changed since. Tell whoever runs Line of Sight.',
      })}
${summaryList({
  rows: [
    ['Drawn from', `${frames[draw.frameOf] ?? draw.frameOf}: ${draw.frameSize}`],
    ['How', `${methods[draw.method]}${draw.strata.length === 0 ? '' : ` by ${draw.strata.join(', ')}`}`],
    ['Drawn', `${draw.drawn}, asked for ${draw.askedSize}`],
    ['Precision', marginInWords(draw)],
    ['When', `${whenInWords(draw.recordedAt, now)}, by ${draw.byName ?? 'the weekly job'}`],
    ['Seed', draw.seed],
    ['SHA-256 of the frame', draw.frameSha256],
  ].map(([key = '', text = '']) => ({ key: { text: key }, value: { text, classes: 'los-long' } })),
})}
<p class="govuk-body">Each id of the frame gets the SHA-256 of the seed, a colon and the id; the lowest are drawn, within each stratum by its share (largest remainder). On any machine: <code>printf 'SEED:ID' | sha256sum</code>.</p>`,
    })
  },
})
