/** What the queue loads of its keys once somebody asks for it, in one part. */
export { KeyHelp } from './KeyHelp'
export { Palette } from './Palette'
export { nothingToUndo, whyNot } from './whyNot'
