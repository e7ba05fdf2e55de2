/** Invented sentences that benches of the sound have read aloud. @module */

export const sentences = `
the harbor crane lifted nine grey containers before breakfast
please open the second valve and wait for the pressure to fall
our night train leaves the station at a quarter past eleven
she wrote a long letter to the owner of the little bookshop
turn the boat toward the lighthouse and keep the engine slow
the doctor asked him to rest for three days and drink warm tea
a sudden storm broke the tall mast of the fishing boat
they planted seven apple trees behind the old stone wall
i cannot find the key that opens the garden gate
the price of fresh bread has gone up again this month
tell the pilot that the runway is closed until noon
every child in the village knew the name of the river
he painted the kitchen yellow and the bedroom dark blue
the machine stopped because the belt was worn and dry
we should meet at the corner of market street and bridge road
my brother repairs clocks and watches in a small workshop
the judge read the answer twice and shook her head
two large dogs were sleeping under the wooden table
do not forget to water the plants on the balcony
the team measured the temperature of the lake each morning
nobody expected such heavy snow at the end of april
put the sharp knives back into the upper drawer
the ship carried coffee cotton and copper across the ocean
she thinks the new bridge will be finished by next summer
a young fox crossed the frozen field without a sound
the library keeps its oldest maps in a cool dark room
please send the signed papers to my office before friday
the teacher drew a circle and divided it into six parts
they heard a strange noise coming from the empty house
i would like a cup of soup and a slice of brown bread
the farmer sold his sheep and bought a better truck
our guide pointed at the mountain and told us its story
there is enough water in the tank for another four days
the musician tuned her violin and began to play softly
he changed his mind when he saw the crowd at the door
the window was broken by a ball from the school yard
eight people were waiting for the doctor in the hall
the captain ordered the crew to check every rope twice
we followed the narrow path down to the quiet beach
the engineer explained how the pump moves water uphill`
  .trim()
  .split('\n')
