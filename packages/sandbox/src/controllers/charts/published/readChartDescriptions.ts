import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../../../packageFolder';
import { ChartDescription, parseChartDescription } from './ChartDescription';

/**
 * The published charts that the lab can play, by file name.
 *
 * @throws Error for a file that is not a description
 * @public
 */
export function readChartDescriptions(
  folder = packageFolder('charts'),
): ChartDescription[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file =>
      parseChartDescription(
        file,
        readFileSync(path.join(folder, file), 'utf8'),
      ),
    );
}
