// What the page that looks at films adds to the other one.
import { openFilm } from './film.mjs';
import { filmStatus, filmView, lookingView } from './film_views.mjs';
import { liveView, showLive } from './live_views.mjs';
import { more } from './more.mjs';
import { playerSection } from './player_section.mjs';

Object.assign(more, { openFilm, filmStatus, lookingView, showLive, playerSection, views: { film: filmView, looking: lookingView, live: liveView } });
