import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { formatPresetProblem, readPresets } from '@homestage/labctl';
import type { PresetCatalog } from '@homestage/labctl';

/** Reads a folder of presets. Rejects with InputError when it is not there. */
export async function readPresetFolder(
  folder: string | undefined,
  logger: Pick<LoggerService, 'warn'>,
): Promise<PresetCatalog> {
  if (!folder) {
    return { presets: new Map(), problems: [] };
  }
  const names = await readdir(folder).catch(error => {
    throw new InputError(
      `homestage.gitops.presets names the folder ${folder}, which cannot be read (${
        error.code ?? error.message
      }). Name the folder infra/presets of Homestage, or one like it, relative to where the backend runs.`,
    );
  });
  const files = await Promise.all(
    names
      .filter(name => name.endsWith('.yaml'))
      .map(async name => [name, await readFile(join(folder, name), 'utf8')]),
  );
  const catalog = readPresets(Object.fromEntries(files));
  for (const problem of catalog.problems) {
    logger.warn(`A preset cannot be read: ${formatPresetProblem(problem)}`);
  }
  return catalog;
}
