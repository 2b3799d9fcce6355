// A small picture before each of the six lines on how to film, in their order (src/report/film.c).
const FLOOR = '<path class="film-floor" d="M8 82H112"/>';
const LYING = '<g class="film-body"><circle cx="30" cy="62" r="7"/><path class="film-limb rule-trunk" d="M42 67L66 70"/><path class="film-limb rule-leg" d="M67 70L84 52L94 76H102"/></g>';

const PICTURES = [
  // the phone lies on its long side, at the height of the mat
  `${FLOOR}<rect class="film-mat" x="8" y="74" width="56" height="8" rx="3"/><rect class="film-phone" x="76" y="58" width="34" height="20" rx="4"/><path class="film-floor" d="M70 82l6-6M116 82l-6-6"/>`,
  // from above: square to the side, three steps away
  '<rect class="film-mat" x="14" y="8" width="92" height="26" rx="5"/><g class="film-body"><circle cx="26" cy="21" r="6"/><path class="film-limb rule-trunk" d="M37 21H60"/><path class="film-limb rule-leg" d="M63 21H96"/></g>'
  + '<path class="film-aim" d="M60 76V38"/><rect class="film-phone" x="44" y="78" width="32" height="9" rx="3"/>',
  // the whole body in the picture
  `<rect class="film-screen" x="8" y="28" width="104" height="58" rx="8"/>${LYING}`,
  // a plain top that stands out from the wall, tucked in
  '<rect class="film-mat" x="8" y="6" width="104" height="80" rx="8"/><g class="film-body"><circle cx="60" cy="20" r="9"/><path class="rule-top" d="M44 34h32l-4 30H48z"/><path class="film-limb rule-leg" d="M53 68V84M67 68V84"/></g>',
  // hands behind the head
  `${FLOOR}<g class="film-body"><circle cx="32" cy="50" r="8"/><path class="film-limb rule-trunk" d="M46 60Q56 72 72 73"/><path class="film-limb rule-leg" d="M74 73L88 54L98 77H106"/><path class="film-limb rule-arm" d="M47 58L40 40L28 47"/></g>`,
  // five times
  '<g class="film-aim rule-arcs"><path d="M10 70a10 26 0 0 1 20 0a10 26 0 0 1 20 0a10 26 0 0 1 20 0a10 26 0 0 1 20 0a10 26 0 0 1 20 0"/></g><text class="film-text" x="60" y="30" text-anchor="middle">5 ×</text>',
];

// As an element that is left out by screen readers: the line beside it says the same.
export function rulePicture(index) {
  const place = document.createElement('span');
  place.className = 'rule-picture';
  place.innerHTML = `<svg viewBox="0 0 120 92" aria-hidden="true">${PICTURES[index] ?? ''}</svg>`;
  return place;
}
