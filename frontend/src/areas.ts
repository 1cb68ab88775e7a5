import { jury } from './areas/jury/area';
import { mine } from './areas/mine/area';
import { office } from './areas/office/area';
import { organisation } from './areas/organisation/area';
import { partner } from './areas/partner/area';
import { everyone } from './areas/public/area';
import { door } from './areas/public/door/area';
import { stage } from './areas/public/stage/area';
import { state } from './areas/state/area';
import type { Area } from './routes';

/** All groups of screens; each is declared in its own folder and loaded when visited. */
export const areas: readonly Area[] = [
  everyone,
  door,
  stage,
  mine,
  jury,
  organisation,
  partner,
  office,
  state,
];
