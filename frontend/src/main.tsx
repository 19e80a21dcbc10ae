import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/global.css'
import { start } from './app/start'
import { loadWords } from './i18n'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
await loadWords()
start(root)
