import { z } from 'zod'
import { fields } from '#platform/http'
import { decidesInNames } from '../../words.ts'

const yesOrNo = ['yes', 'no'] as const

export const newTeamForm = z.object({
  name: fields.text('Enter the team’s name', 200),
  areaId: fields.optionalId('Choose an area from the list'),
  isFrontDoor: fields.choice(yesOrNo, 'Say whether contacts come to this team'),
  decidesIn: fields.choice(decidesInNames, 'Say where this team records its decisions'),
})

export const changeTeamForm = newTeamForm.extend({ isActive: fields.choice(yesOrNo, 'Say whether the team is open') })
