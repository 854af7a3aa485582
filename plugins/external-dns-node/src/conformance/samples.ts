/** Two values for each record type that providers have. */
export const samples: Readonly<Record<string, readonly [string[], string[]]>> =
  {
    A: [['192.0.2.1'], ['198.51.100.1']],
    AAAA: [['2001:db8::1'], ['2001:db8::2']],
    CAA: [['0 issue "ca.example.org"'], ['0 issue ";"']],
    CNAME: [['one.example.org'], ['two.example.org']],
    DS: [
      [
        '60485 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A',
      ],
      [
        '60486 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50B',
      ],
    ],
    MX: [
      ['10 mail.example.org'],
      ['10 mail.example.org', '20 spare.example.org'],
    ],
    NAPTR: [
      ['100 10 "u" "E2U+sip" "!^.*$!sip:desk@example.org!" .'],
      ['100 20 "s" "SIP+D2U" "" _sip._udp.example.org.'],
    ],
    NS: [
      ['ns1.example.org', 'ns2.example.org'],
      ['ns1.example.org', 'ns3.example.org'],
    ],
    PTR: [['host.example.org'], ['other.example.org']],
    SRV: [
      ['10 5 443 host.example.org.'],
      ['10 5 443 host.example.org.', '20 0 8443 other.example.org.'],
    ],
    TXT: [['"one text"'], ['"another text"']],
  };
