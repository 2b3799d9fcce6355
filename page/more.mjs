// What only the page that looks at films has: views, the film itself and the player come in here, and the page that reads
// words alone is built without them.
export const more = { views: {} };
