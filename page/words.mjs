// The page's wording: rows of knowledge/phrases, in the language that the core speaks.
let source = null;

// Whose words they are.
export const speakBy = (core) => { source = core; };

// A row by its id, its holes filled by name: words('page-fit', { count: 3 }).
export const words = (row, holes) => source.words(row, holes);
