import { createApp } from '@backstage/frontend-defaults';
import { catalogModule } from './modules/catalog';
import { entityModule } from './modules/entity';
import { navModule } from './modules/nav';
import { shortcutsModule } from './modules/shortcuts';
import { signInModule } from './modules/signIn';

/** The portal: plugins are found in package.json, these modules dress them. */
export default createApp({
  features: [
    catalogModule,
    entityModule,
    navModule,
    shortcutsModule,
    signInModule,
  ],
});
