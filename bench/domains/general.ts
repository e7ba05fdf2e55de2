/** Everyday sentences that have nothing to do with any domain: what a custom model must not unlearn. @module */
export const GENERAL = `
the harbor crane lifted nine grey containers before breakfast
our night train leaves the station at a quarter past eleven
she wrote a long letter to the owner of the little bookshop
a sudden storm broke the tall mast of the fishing boat
they planted seven apple trees behind the old stone wall
the price of fresh bread has gone up again this month
every child in the village knew the name of the river
he painted the kitchen yellow and the bedroom dark blue
we should meet at the corner of market street and bridge road
my brother repairs clocks and watches in a small workshop
the judge read the answer twice and shook her head
two large dogs were sleeping under the wooden table
the team measured the temperature of the lake each morning
nobody expected such heavy snow at the end of april
the ship carried coffee cotton and copper across the ocean
she thinks the new bridge will be finished by next summer
a young fox crossed the frozen field without a sound
the library keeps its oldest maps in a cool dark room
please send the signed papers to my office before friday
the teacher drew a circle and divided it into six parts
i would like a cup of soup and a slice of brown bread
the farmer sold his sheep and bought a better truck
our guide pointed at the mountain and told us its story
there is enough water in the tank for another four days
the musician tuned her violin and began to play softly
he changed his mind when he saw the crowd at the door
the window was broken by a ball from the school yard
the captain ordered the crew to check every rope twice
we followed the narrow path down to the quiet beach
the government wants to spend more money on public schools
most of the students came from small towns in the north
scientists have found a new kind of fish near the island
the president spoke to reporters for about twenty minutes
the company said that sales had fallen in the third quarter
heavy traffic is expected on the roads this weekend
the two countries agreed to talk about trade next year
the museum opens its doors to visitors on sunday
it was the first time that the team had won away from home
the police asked anyone who saw the accident to come forward
many people still read a newspaper with their coffee`
  .trim()
  .split('\n')
