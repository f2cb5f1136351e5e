export { assetUrl, registerAssets } from './serve.ts'
