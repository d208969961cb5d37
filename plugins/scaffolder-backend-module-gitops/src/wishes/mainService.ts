import { InputError } from '@backstage/errors';
import { mapAt, type WrittenObject } from './written';

/** A service of app-template that something leads to. */
export interface MainService {
  readonly identifier: string;
  /** Name of its port; unset when it has none. */
  readonly port?: string;
  /** How a route names that port: by its number, as Gateway API has it, where that is written. */
  readonly routePort?: string | number;
  /** True when there is no other service and no other port: app-template finds it itself. */
  readonly isOnly: boolean;
}

/**
 * The service of the main controller of a release of app-template, by custom
 * called `app` or `main`, and its port for HTTP. Throws InputError without one.
 */
export function mainServiceOf(
  written: WrittenObject,
  file: string,
): MainService {
  const services = mapAt(written.object, 'spec', 'values', 'service');
  const keys = Object.keys(services);
  if (keys.length === 0) {
    throw new InputError(
      `app: ${file} has no service under its values, so a route leads nowhere. Add one first.`,
    );
  }
  const identifier = ['app', 'main'].find(key => keys.includes(key)) ?? keys[0];
  const ports = Object.keys(mapAt(services, identifier, 'ports'));
  const port = ports.find(key => key === 'http') ?? ports[0];
  const { port: number } = mapAt(services, identifier, 'ports', port ?? '');
  return {
    identifier,
    port,
    routePort: typeof number === 'number' ? number : port,
    isOnly: keys.length === 1 && ports.length <= 1,
  };
}
