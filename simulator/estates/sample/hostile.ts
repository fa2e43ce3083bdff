/** Text as an attacker or a careless person writes it into names and tags: screens and exports must show it and do nothing. */
export const hostile = {
  markup: '<img src=x onerror=alert(1)>',
  script: '"><script>alert(document.domain)</script>',
  formula: "=cmd|'/C calc'!A0",
  plusFormula: '+1+1@SUM(A1:A9)',
  rightToLeft: '\u202Eנתוני לקוחות\u202C gpj.exe',
  emoji: '🏴‍☠️ ops 🧾',
  template: '{{constructor.constructor("alert(1)")()}}',
  longWord: 'x'.repeat(200),
} as const
