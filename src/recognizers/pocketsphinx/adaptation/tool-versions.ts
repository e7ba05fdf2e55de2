/** Names and versions of the packages that adaptation runs, for the recipe of a model. @module */
import { AdaptationFailed, runTrainingTool } from './training-tool.ts'

const packages = ['sphinxtrain', 'sphinxbase-utils', 'pocketsphinx', 'libpocketsphinx3', 'libsphinxbase3']

/** `{ sphinxtrain: '1.0.8+…', … }`, of the packages that dpkg knows; none where there is no dpkg. */
export async function toolVersions(signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
  try {
    const lines = await runTrainingTool(
      'dpkg-query',
      ['-W', '--showformat', `$\{Package} $\{Version}\\n`, ...packages],
      {
        signal
      }
    )
    return Object.fromEntries(
      lines.flatMap((line) => {
        const [name, version] = line.split(' ')
        return name !== undefined && version !== undefined && packages.includes(name) ? [[name, version]] : []
      })
    )
  } catch (error) {
    if (error instanceof AdaptationFailed) return {}
    throw error
  }
}
