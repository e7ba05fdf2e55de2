/** What people write, and what is said for it. @module */
import { describe, expect, test } from 'vitest'
import { normalizerFor } from './locales.ts'

const us = normalizerFor('en-US')
const gb = normalizerFor('en-GB')
const india = normalizerFor('en-IN')

/** Two columns: as written => as said. */
const rows = (table: string): [string, string][] =>
  table
    .split('\n')
    .filter((row) => row.includes('=>'))
    .map((row) => {
      const [written = '', spoken = ''] = row.split('=>')
      return [written.trim(), spoken.trim()]
    })

describe('the rows of the product’s documentation', () => {
  test.each(
    rows(`
    "Holy cow!" said Batman. => holy cow said batman
    "What?" said Batman's sidekick, Robin. => what said batman's sidekick robin
    Go get -em! => go get em
    I'm double-jointed => i'm double jointed
    104 Elm Street => one oh four elm street
    Tune to 102.7 => tune to one oh two point seven
    Pi is about 3.14 => pi is about three point one four
    3CPO => three c p o
    6:45 PM => six forty five p m
    35 Lexington Ave. => thirty five lexington avenue
    support@help.com => support at help dot com
    $900 => nine hundred dollars
    Dr. Strange => doctor strange
    2x4 => two by four
    1-3pm => one to three p m
    H20 => h two o
    OU812 => o u eight one two
    $3.14 => three dollars and fourteen cents
    NATO and RADAR => nato and radar
    `)
  )('%s', (written, spoken) => {
    expect(us.apply(written)).toBe(spoken)
  })
})

describe('American English', () => {
  describe.each(
    Object.entries({
      'case, quotes, dashes and accents': `
      Hello,   World! => hello world
      “Smart” quotes — and dashes… => smart quotes and dashes
      rock ’n’ roll => rock n roll
      the dogs’ bowls => the dogs bowls
      O’Brien doesn’t => o'brien doesn't
      don´t and don\`t => don't and don't
      it's six o'clock => it's six o'clock
      'quoted words' stay => quoted words stay
      café naïve résumé => cafe naive resume
      Straße Ærø Łódź => strasse aero lodz
      well-known state-of-the-art => well known state of the art
      ＦＵＬＬ width => full width
      ﬁne ﬂow => fine flow
      zero​width soft­hyphen => zerowidth softhyphen
      snake_case and back\\slash => snake case and back slash
      a/b and/or => a b and or
      (parenthesised) [bracketed] {braced} => parenthesised bracketed braced
      ¿Qué? ¡Olé! => que ole
      wait... what?! => wait what
      don\`t => don't
      Привет hello 你好 => hello
      Acme™ and Brand® => acme and brand
      `,
      cardinals: `
      0 => zero
      7 => seven
      13 => thirteen
      20 => twenty
      42 => forty two
      100 => one hundred
      104 apples => one hundred four apples
      999 => nine hundred ninety nine
      1000 => one thousand
      1,000 => one thousand
      1,234 => one thousand two hundred thirty four
      12,345 => twelve thousand three hundred forty five
      1,000,000 => one million
      1,234,567 => one million two hundred thirty four thousand five hundred sixty seven
      10000 => ten thousand
      54321 => fifty four thousand three hundred twenty one
      5000000 => five million
      5 million people => five million people
      3,000,000,000 => three billion
      There were 3. Then 2, then 1. => there were three then two then one
      1, 2, 3 => one two three
      1,2,3 => one two three
      5280 feet => five thousand two hundred eighty feet
      007 => zero zero seven
      0042 => zero zero four two
      1 000 000 => one million
      100 000 => one hundred thousand
      1234567 => one two three four five six seven
      99999999999999999999 => nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine
      `,
      'decimals, signs and percent': `
      0.5 => zero point five
      .5 => point five
      10.25 => ten point two five
      1,234.56 => one thousand two hundred thirty four point five six
      3.0 => three point zero
      version 3.2.1 => version three point two point one
      -5 degrees => minus five degrees
      −5 => minus five
      it was -3.5 today => it was minus three point five today
      +5 => plus five
      2 + 2 = 4 => two plus two equals four
      50% => fifty percent
      3.5% => three point five percent
      5-10% => five to ten percent
      5 % off => five percent off
      350.5 => three hundred fifty point five
      104.2 => one oh four point two
      `,
      'fractions, ranges and ratios': `
      1/2 => one half
      1/4 cup => one quarter cup
      3/4 => three quarters
      2/3 => two thirds
      2 1/2 hours => two and a half hours
      2½ hours => two and a half hours
      ½ mile => one half mile
      1 3/8 => one and three eighths
      24/7 => twenty four seven
      9/11 => nine eleven
      50/50 => fifty fifty
      1-3 => one to three
      pages 10–12 => pages ten to twelve
      1990-1995 => nineteen ninety to nineteen ninety five
      1.5-2.5 => one point five to two point five
      16:9 => sixteen to nine
      1920x1080 => nineteen twenty by ten eighty
      10%-20% => ten percent to twenty percent
      3-0 => three to zero
      12-year-old => twelve year old
      `,
      'ordinals and decades': `
      1st => first
      2nd place => second place
      3rd => third
      5th => fifth
      8th 9th 12th => eighth ninth twelfth
      11th => eleventh
      20th => twentieth
      22nd => twenty second
      21st-century => twenty first century
      100th => one hundredth
      103rd => one hundred third
      1,000th => one thousandth
      the 1990s => the nineteen nineties
      the '90s => the nineties
      the 80's => the eighties
      the 2000s => the two thousands
      the 1900s => the nineteen hundreds
      `,
      years: `
      in 1990 => in nineteen ninety
      2024 => twenty twenty four
      2005 => two thousand five
      2000 => two thousand
      1905 => nineteen oh five
      1900 was => nineteen hundred was
      in 1066 => in ten sixty six
      since 2010 => since twenty ten
      1999 was a good year => nineteen ninety nine was a good year
      1750 apples => one thousand seven hundred fifty apples
      the 1999 elections => the nineteen ninety nine elections
      2100 => two thousand one hundred
      `,
      'names that are numbers': `
      221 Baker Street => two twenty one baker street
      500 Main St. => five hundred main street
      1600 Pennsylvania Avenue => sixteen hundred pennsylvania avenue
      4821 Maple Dr. => forty eight twenty one maple drive
      room 104 => room one oh four
      Flight 221 => flight two twenty one
      Route 66 => route sixty six
      CA 90210 => ca nine zero two one zero
      Boeing 747 => boeing seven forty seven
      call 911 => call nine hundred eleven
      `,
      money: `
      $1 => one dollar
      $5 => five dollars
      $0.50 => fifty cents
      $1.01 => one dollar and one cent
      $20.00 => twenty dollars
      $1,234.50 => one thousand two hundred thirty four dollars and fifty cents
      $5 million => five million dollars
      $1.5 billion => one point five billion dollars
      $5M => five million dollars
      $10k => ten thousand dollars
      $5-10 => five to ten dollars
      $5-$10 => five to ten dollars
      -$5 => minus five dollars
      €20 => twenty euros
      20€ => twenty euros
      20 € => twenty euros
      £3.50 => three pounds and fifty pence
      ¥500 => five hundred yen
      ₹250 => two hundred fifty rupees
      99¢ => ninety nine cents
      US$5 => five u s dollars
      It cost $5. Really. => it cost five dollars really
      $2.5 => two point five dollars
      `,
      times: `
      9am => nine a m
      9 a.m. => nine a m
      12:30 p.m. => twelve thirty p m
      6:05 PM => six oh five p m
      6:00 PM => six p m
      6:00 => six o'clock
      6:45 => six forty five
      18:00 => eighteen hundred
      18:30 => eighteen thirty
      18:05 => eighteen oh five
      00:15 => zero fifteen
      10 a.m.-2 p.m. => ten a m to two p m
      5:30pm–6pm => five thirty p m to six p m
      9:30-10:30 am => nine thirty to ten thirty a m
      09:00-17:00 => nine hundred to seventeen hundred
      1:23:45 => one twenty three forty five
      at 7 P.M. sharp => at seven p m sharp
      `,
      dates: `
      2024-05-03 => may third twenty twenty four
      5/3/2024 => may third twenty twenty four
      25/12/2023 => december twenty fifth twenty twenty three
      5/3/24 => may third twenty four
      May 3, 2024 => may third twenty twenty four
      May 3 => may third
      May 3rd => may third
      May 3rd, 2005 => may third two thousand five
      3rd of May => third of may
      3 May 2024 => the third of may twenty twenty four
      the 3rd of May 2024 => the third of may twenty twenty four
      Sept. 11, 2001 => september eleventh two thousand one
      Jan 1 => january first
      Dec. 31 => december thirty first
      03.05.2024 => may third twenty twenty four
      May 2024 => may twenty twenty four
      May 3-5, 2024 => may third to fifth twenty twenty four
      Fri., May 3 => friday may third
      august 5 => august fifth
      march 5 miles => march five miles
      you may 3 times => you may three times
      They march 5 miles => they march five miles
      February 29, 1996. => february twenty ninth nineteen ninety six
      `,
      'telephone numbers': `
      555-123-4567 => five five five one two three four five six seven
      (555) 123-4567 => five five five one two three four five six seven
      555.123.4567 => five five five one two three four five six seven
      555-0199 => five five five zero one nine nine
      1-800-456-8910 => one eight hundred four five six eight nine one zero
      +1 555 123 4567 => plus one five five five one two three four five six seven
      +44 20 7946 0958 => plus four four two zero seven nine four six zero nine five eight
      4111 1111 1111 1111 => four one one one one one one one one one one one one one one one
      `,
      'titles and abbreviations': `
      Mr. and Mrs. Smith => mister and missus smith
      Mr Smith => mister smith
      Dr. Smith => doctor smith
      ask dr smith => ask doctor smith
      see the Dr. today => see the doctor today
      St. John => saint john
      12 Elm St. => twelve elm street
      Prof. Jones => professor jones
      John Smith Jr. => john smith junior
      Acme Inc. => acme incorporated
      Contoso Ltd. grew => contoso limited grew
      cats vs. dogs => cats versus dogs
      apples, pears, etc. => apples pears etcetera
      e.g. this => for example this
      i.e. that => that is that
      No. 5 => number five
      No. It is not. => no it is not
      #1 fan => number one fan
      Capt. Ahab => captain ahab
      the best est => the best est
      Gen. Lee => general lee
      Fig. 3 => figure three
      U.S. => u s
      the U.S.A. today => the u s a today
      A.B.C. => a b c
      J. R. R. Tolkien => j r r tolkien
      Ph.D. => p h d
      `,
      'units of measure': `
      5 km => five kilometers
      1 km => one kilometer
      5km => five kilometers
      a 5-km run => a five kilometer run
      2.5 kg => two point five kilograms
      1250 kg => one thousand two hundred fifty kilograms
      60 mph => sixty miles per hour
      100 km/h => one hundred kilometers per hour
      10 m/s => ten meters per second
      20°C => twenty degrees celsius
      20 °C => twenty degrees celsius
      68°F => sixty eight degrees fahrenheit
      -5°C => minus five degrees celsius
      90° => ninety degrees
      6ft 2in => six feet two inches
      5 ft 10 => five feet ten
      16 GB => sixteen gigabytes
      2.4 GHz => two point four gigahertz
      50 m2 => fifty square meters
      50 m² => fifty square meters
      3 MW => three megawatts
      500 ml => five hundred milliliters
      3000 rpm => three thousand r p m
      5 min => five minutes
      30 in the house => thirty in the house
      `,
      'signs, links, letters and digits together': `
      R&D => r and d
      AT&T => at and t
      you & me => you and me
      @home => at home
      C++ => c plus plus
      C# => c sharp
      https://www.example.com/a?b=1 => w w w dot example dot com slash a
      Visit example.com. => visit example dot com
      example.com/help/faq => example dot com slash help slash faq
      jane.doe+spam@mail.example.org => jane dot doe plus spam at mail dot example dot org
      end.Start => end start
      KX9 => k x nine
      kx9 => k x nine
      mp3 => m p three
      B2B => b two b
      B52 => b fifty two
      F-16 => f sixteen
      COVID-19 => covid nineteen
      iPhone15 => iphone fifteen
      4K => four k
      3D => three d
      CO2 => c o two
      A4 => a four
      ADC9 and adc9 => a d c nine and a d c nine
      UTF-8 => u t f eight
      RS-232 => r s two three two
      v1.2.3 => v one point two point three
      1.5x => one point five x
      978-3-16-148410-0 => nine seven eight three one six one four eight four one zero zero
      1-2-3 go => one two three go
      7-Eleven => seven eleven
      10.0.0.1 => ten point zero point zero point one
      ????? => 
      `
    })
  )('%s', (_, table) => {
    test.each(rows(table))('%s', (written, spoken) => {
      expect(us.apply(written)).toBe(spoken)
      expect(us.apply(spoken)).toBe(spoken)
    })
  })
})

describe('British English', () => {
  test.each(
    rows(`
    104 apples => one hundred and four apples
    1,004 => one thousand and four
    1,234,567 => one million two hundred and thirty four thousand five hundred and sixty seven
    5/3/2024 => the fifth of march twenty twenty four
    2024-05-03 => the third of may twenty twenty four
    2005 => two thousand and five
    3 May => the third of may
    £3.50 => three pounds and fifty pence
    £1 => one pound
    50p => fifty pence
    £0.01 => one penny
    £5m => five million pounds
    5 km => five kilometres
    2 l => two litres
    9.30am => nine thirty a m
    103rd => one hundred and third
    020 7946 0958 => zero two zero seven nine four six zero nine five eight
    104 Elm Street => one oh four elm street
    `)
  )('%s', (written, spoken) => {
    expect(gb.apply(written)).toBe(spoken)
  })
})

describe('Indian English', () => {
  test.each(
    rows(`
    1,00,000 => one lakh
    12,34,567 => twelve lakh thirty four thousand five hundred and sixty seven
    1,00,00,000 => one crore
    100000 => one lakh
    1,000,000 => one million
    50,000 => fifty thousand
    ₹1,50,000 => one lakh fifty thousand rupees
    Rs. 500 => five hundred rupees
    Rs 2.50 => two rupees and fifty paise
    ₹5 lakh => five lakh rupees
    ₹2 crore => two crore rupees
    15/8/1947 => the fifteenth of august nineteen forty seven
    +91 98765 43210 => plus nine one nine eight seven six five four three two one zero
    5 km => five kilometres
    `)
  )('%s', (written, spoken) => {
    expect(india.apply(written)).toBe(spoken)
  })
})
