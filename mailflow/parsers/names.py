"""First names common in Denmark, and a few of the neighbours', folded as in ``danish.fold``. Data only."""

from __future__ import annotations

from mailflow.parsers.danish import fold

FIRST_NAMES = frozenset(
    fold(name)
    for name in """
    Aage Adam Agnete Ahmed Albert Alberte Aleksander Alex Alexander Alfred Ali Alice Allan Alma Amalie Amir Anders Andrea
    Andreas Ane Anette Anita Anja Ann Anna Annalise Anne Anneli Annelise Annette Anni Annika Anton Arne Arthur Asbjørn Asger
    Aksel Asta Astrid August Axel Bahar Beate Bente Bendt Bent Bendte Berit Bertel Bertil Bettina Birger Birgit Birgitte Birte Birthe
    Bitten Bjarke Bjarne Bjørn Bo Bodil Børge Brian Brigitte Britt Britta Bruno Camilla Carina Carl Carla Carlo Carolina Caroline Carsten
    Casper Catarina Cecilie Charlotte Chris Christa Christian Christina Christine Christoffer Claes Clara Claus Connie Conny
    Dagmar Dan Daniel David Dennis Diana Ditlev Ditte Dorrit Dorte Dorthe Dorthea Ebba Ebbe Eddie Edith Edvard Egon Ejnar Ejvind
    Eigil Einar Elin Elisa Elisabeth Elise Elith Ella Ellen Elna Elsa Else Elsebeth Emil Emilie Emma Erik Erika Erling Erna Ernst
    Esben Eskild Esther Eva Evald Ewa Fatima Finn Flemming Folmer Frank Frans Frede Frederik Frederikke Freja Frida Frits Gerda
    Gert Gitta Gitte Gorm Grethe Gregers Grete Gudrun Gunhild Gunnar Gunvor Gurli Gustav Hanna Hannah Hanne Hannibal Hans Harald Harry
    Hassan Hedda Hedvig Heidi Heinrich Helen Helena Helene Helga Helge Helle Henning Henny Henriette Henrik Herdis Herman Hilda Hilmar
    Hjalmar Holger Hugo Ib Ibrahim Ida Inga Inge Ingeborg Ingelise Inger Ingolf Ingrid Irene Iris Isabella Ivan Iver Jack Jacob Jakob
    James Jan Jane Janne Jannie Jannik Jens Jeppe Jesper Jette Jim Jimmy Joachim Joan Johan Johanne Johannes John Johnny Jon Jonas
    Jonna Josefine Julie Julius Jytte Jøren Jørgen Jørn Kaj Kai Kamilla Karen Karin Karina Karl Karla Karsten Kasper Kate Kathrine
    Katja Katrine Keld Kell Ken Kenneth Kent Kim Kira Kirsten Kirstine Kit Kjeld Kjell Klaus Knud Kresten Kristen Kristian
    Kristina Kristine Kristoffer Kurt Kåre Lars Lasse Laura Laurits Lauritz Lea Leif Lena Lene Leni Lennart Leo Leon Lilian Lilly Lillian
    Linda Line Lis Lisa Lisbet Lisbeth Lise Lissi Liv Liva Lone Lotta Lotte Louis Louise Lucas Lukas Ludvig Lykke Lærke Mads Magnus Maja
    Majbritt Malene Malou Marcus Maren Margit Margrethe Maria Marianne Marie Mariann Marika Marina Mark Markus Martha Martin Mathias
    Mathilde Max Merete Merethe Meta Mette Mia Michael Mie Mikael Mikkel Mikke Minna Mogens Mohamed Mohammad Mona Morten Myrna Mustafa
    Møgens Nadia Nana Nanna Niels Nicolai Nicoline Nikolaj Nina Noah Nora Odd Ola Olaf Ole Olga Olivia Oluf Omar Oscar Oskar Otto
    Ove Palle Paul Paula Pelle Per Pernille Peter Petra Pia Poul Povl Preben Rasmus Regitze Rebecca Rene René Renata Richard Rie Rikke
    Rita Robert Rolf Ronni Ronny Rosa Rune Ruth Rune Sabine Sally Sam Sandra Sanne Sara Sarah Sebastian Sidse Sif Signe Sigrid
    Sigurd Silas Silje Simon Simone Sine Sissel Sofia Sofie Solveig Sonja Stefan Steen Steffen Stella Sten Stig Stine Sune Susan Susanne
    Suzanne Svend Sven Søren Søs Tage Tanja Tenna Terese Thea Theodor Theresa Thomas Thorbjørn Thorkild Thorvald Thyra Tim Tina Tine
    Tobias Tom Tommy Tonny Tora Torben Tore Torkil Torsten Tove Trine Troels Tue Ulf Ulla Ulrik Ulrikke Ursula Uffe Vagn Valdemar
    Peder Peer Iben Malthe Malte Siw Siv Yusuf Yousef Mehmet Fatma Aisha Ayse Zeynep Hamza Bilal Agnieszka Annemarie Annemette
    Aske Bastian Benedikte Benjamin Benny Bernt Bernhard Cathrine Christel Clement Cornelia Didde Ejler Elias Ellinor Eline Emanuel Erland
    Felix Filip Philip Frands Fritz Frode Gabriel Georg Gina Grith Gyda Haakon Hakon Halfdan Hasse Hjørdis Ingemann Ingvar Isabel
    Jannick Jarl Jasper Jeanette Jeanne Jenny Jimmi Joakim Jonatan Jonathan Josef Julia Juliane Kamma Karlo Karna Kaspar Kay Ketty Kirstin
    Kjartan Klara Knut Krista Kristin Laila Leila Leonora Lily Lydia Manja Margaret Margrete Mariane Mary Matilde Matias Maximilian Melanie
    Michaela Michala Mikala Mirjam Monica Monika Naja Natalie Nicklas Niklas Niclas Nicole Nils Odin Oliver Orla Osvald Patricia Patrick
    Patrik Pouline Rakel Ralf Ramona Rebekka Regina Reinhold Rikard Roald Roger Roland Rosemarie Rosita Rudi Rudolf Sabrina Samuel Selma
    Severin Sille Sigbritt Snorre Sofus Stefanie Stephan Steven Susann Sussi Svenning Tabita Tania Tatiana Terkel Thilde Thora Thure
    Tomas Tonni Torkel Torleif Trille Tyge Tyra Uwe Valborg Vanessa Veronika Viola Walter Wenche Wilhelm Willads William Ylva Zenia
    Vera Verner Vibe Vibeke Victor Victoria Viggo Vilhelm Vilma Vivi Vivian Werner Willy Winnie Yasmin Yrsa Yvonne Zara Åge Åse
    Øjvind Øyvind Åshild Bengt Göran Håkan Lennart Ingemar Gunilla Kerstin Birgitta Ragnhild Gro Terje Kåre Hilde Siri
    """.split()
)
