/** The preference that says whether whoever is signed in is being shown around. */
export const TOUR = 'tour'
