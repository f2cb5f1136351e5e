/** Streets, schools and services of a county that does not exist. */
export const streets = [
  'Albion Terrace',
  'Back Lane',
  'Beck View',
  'Brewery Yard',
  'Canal Street',
  'Chapel Row',
  'Corn Hill',
  'Delph Road',
  'Fellside Avenue',
  'Garth Close',
  'Greenhow Drive',
  'Harebell Way',
  'Kiln Street',
  'Larkfield Road',
  'Mill Fold',
  'Moor Crescent',
  'Orchard Grove',
  'Quarry Bank',
  'Ropewalk',
  'Station Parade',
  'Tenter Court',
  'Upper Ings',
  'Viaduct Road',
  'Weavers Croft',
] as const

/** Postcode districts that Royal Mail has not given to anybody. */
export const districts = ['AE1', 'AE2', 'AE3', 'AE4', 'AE7', 'AE9'] as const

export const earlyHelpHubs = [
  'Aldergate Early Help hub',
  'Millfield Family Centre',
  'Brackenshire Road Early Help hub',
] as const

export const otherCouncils = ['Brackenshire Council', 'North Wharfe Council', 'Isle of Sedge Council'] as const
