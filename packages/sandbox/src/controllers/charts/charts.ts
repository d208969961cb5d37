import { appTemplate } from './appTemplate/appTemplate';
import { Chart } from './Chart';
import { ChartDescription } from './published/ChartDescription';
import { publishedChart } from './published/publishedChart';

/** Every chart the lab can run: what it does itself, and what is described. @public */
export function chartsOf(descriptions: readonly ChartDescription[]): Chart[] {
  return [appTemplate, ...descriptions.map(publishedChart)];
}
