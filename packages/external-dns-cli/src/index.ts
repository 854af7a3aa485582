export { main } from './main';
export { nodeTxtCipher } from './nodeTxtCipher';
