export { sequenced, settled } from '../../scripts/talk/settled.ts'
