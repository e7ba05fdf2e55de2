/** The accepted data of an OutputFormatting dataset: its rules as JSON. @module */

export const formattingDataName = 'formatting.json'
