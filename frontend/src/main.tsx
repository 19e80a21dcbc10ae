import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/global.css'
import { askAhead } from './app/ahead'
import { start } from './app/start'
import { loadWords } from './i18n'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
askAhead(window.location).catch(() => undefined)
await loadWords()
start(root)
