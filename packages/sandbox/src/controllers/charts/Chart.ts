import { StoredObject } from '../../kubernetes/ObjectStore';

/** Values of a chart: whatever a person wrote. @public */
export type ChartValues = Record<string, any>;

/** One release of a chart, as its templates see it. @public */
export interface ChartRelease {
  name: string;
  namespace: string;
  /** Version of the chart, without a digest. */
  chartVersion: string;
  values: ChartValues;
}

/** A chart that the lab can run without Helm. @public */
export interface Chart {
  readonly name: string;
  readonly appVersion: string;
  /**
   * The objects of a release. Values that the chart does not know are left
   * alone; values it cannot use end in a ChartError.
   */
  render(release: ChartRelease): StoredObject[];
}

/** Values from which a chart cannot be rendered. @public */
export class ChartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChartError';
  }
}
