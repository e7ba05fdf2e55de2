/** Name of the database in a data folder and in a backup. @module */
export const DATABASE_FILE = 'vernacular.db'
