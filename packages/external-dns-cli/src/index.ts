export { nodeTxtCipher } from './nodeTxtCipher';
