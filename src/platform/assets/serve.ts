import type { FastifyInstance } from 'fastify'
import { type Asset, buildAssets } from './build.ts'

let built: ReadonlyMap<string, Asset> | undefined

const assets = (): ReadonlyMap<string, Asset> => {
  built ??= buildAssets()
  return built
}

/** The address of an asset by its plain name, such as `app.css`. */
export function assetUrl(name: string): string {
  const asset = assets().get(name)
  if (!asset) throw new Error(`there is no asset ${name}`)
  return asset.url
}

/** Serves every asset under its hashed name, for ever. */
export async function registerAssets(app: FastifyInstance): Promise<void> {
  for (const { url, type, body } of assets().values()) {
    app.get(url, async (_request, reply) =>
      reply.headers({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }).send(body),
    )
  }
}
