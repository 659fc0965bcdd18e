/**
 * The classification of companies that contract details carry: sector, group and subgroup. A table, and long because the
 * names are full of hyphens, which a log shows like the ends of fields: only who knows the names can tell them apart.
 */
import { codeTable, type CodeTable } from "./code-table.ts";

const source = "contract details that hosts send; the classification is a data vendor's, and grows";

const classified = (name: string, about: string, what: string, names: string): CodeTable =>
  codeTable(
    name,
    about,
    source,
    "open",
    names
      .split("|")
      .filter((code) => code !== "")
      .map((code) => ({ code, about: `${what} ${code}.` })),
  );

export const industries = classified(
  "industry",
  "Sector of the company",
  "Companies of the sector",
  "Basic Materials|Communications|Consumer, Cyclical|Consumer, Non-cyclical|Diversified|Energy|Financial|Funds|" +
    "Government|Industrial|Technology|Utilities|",
);

export const industryCategories = classified(
  "industry category",
  "Group within the sector",
  "Companies of the group",
  "Advertising|Aerospace/Defense|Agriculture|Airlines|Apparel|Auto Manufacturers|Auto Parts&Equipment|Banks|" +
    "Beverages|Biotechnology|Building Materials|Chemicals|Coal|Commercial Services|Commodity Fund|Computers|" +
    "Cosmetics/Personal Care|Debt Fund|Distribution/Wholesale|Diversified Finan Serv|Electric|" +
    "Electrical Compo&Equip|Electronics|Energy-Alternate Sources|Engineering&Construction|Entertainment|" +
    "Environmental Control|Equity Fund|Food|Food Service|Forest Products&Paper|Gas|Hand/Machine Tools|" +
    "Healthcare-Products|Healthcare-Services|Holding Companies-Divers|Home Builders|Home Furnishings|" +
    "Household Products/Wares|Housewares|Indices|Insurance|Internet|Investment Companies|Iron/Steel|Leisure Time|" +
    "Lodging|Machinery-Constr&Mining|Machinery-Diversified|Media|Metal Fabricate/Hardware|Mining|" +
    "Miscellaneous Manufactur|Office Furnishings|Office/Business Equip|Oil&Gas|Oil&Gas Services|" +
    "Packaging&Containers|Pharmaceuticals|Pipelines|Private Equity|REITS|Real Estate|Retail|Savings&Loans|" +
    "Semiconductors|Shipbuilding|Software|Storage/Warehousing|Telecommunications|Textiles|Toys/Games/Hobbies|" +
    "Transportation|Trucking&Leasing|Venture Capital|Water|",
);

export const industrySubcategories = classified(
  "industry subcategory",
  "Subgroup within the group",
  "Companies of the subgroup",
  "Advertising Agencies|Advertising Sales|Advertising Services|Aerospace/Defense|Aerospace/Defense-Equip|" +
    "Agricultural Biotech|Agricultural Chemicals|Agricultural Operations|Airlines|Airport Develop/Maint|" +
    "Apparel Manufacturers|Appliances|Applications Software|Athletic Footwear|Audio/Video Products|" +
    "Auto Repair Centers|Auto-Cars/Light Trucks|Auto-Med&Heavy Duty Trks|Auto/Trk Prts&Equip-Orig|" +
    "Auto/Trk Prts&Equip-Repl|B2B/E-Commerce|Batteries/Battery Sys|Beverages-Non-alcoholic|" +
    "Beverages-Wine/Spirits|Bldg Prod-Air&Heating|Bldg Prod-Cement/Aggreg|Bldg Prod-Doors&Windows|Bldg Prod-Wood|" +
    "Bldg&Construct Prod-Misc|Bldg-Residential/Commer|Brewery|Broadcast Serv/Program|Building&Construct-Misc|" +
    "Building-Heavy Construct|Building-Maint&Service|Business To Business/E-Com|Cable/Satellite TV|Capacitors|" +
    "Casino Hotels|Casino Services|Cellular Telecom|Chemicals-Diversified|Chemicals-Specialty|Circuit Boards|" +
    "Coal|Coatings/Paint|Coffee|Commer Banks Non-US|Commer Banks-Central US|Commer Banks-Eastern US|" +
    "Commer Banks-Southern US|Commer Banks-Western US|Commercial Serv-Finance|Commercial Services|" +
    "Commun&Consumer Products|Communications Software|Computer Aided Design|Computer Data Security|" +
    "Computer Graphics|Computer Services|Computer Software|Computers|Computers-Integrated Sys|" +
    "Computers-Memory Devices|Computers-Other|Computers-Periph Equip|Consulting Services|Consumer Products-Misc|" +
    "Containers-Metal/Glass|Containers-Paper/Plastic|Cosmetics&Toiletries|Country Fund|Cruise Lines|" +
    "Data Processing/Mgmt|Decision Support Software|Dental Supplies&Equip|Diagnostic Equipment|Diagnostic Kits|" +
    "Dialysis Centers|Disposable Medical Prod|Distribution/Wholesale|Diversified Banking Inst|" +
    "Diversified Fin Serv|Diversified Manufact Op|Diversified Minerals|Diversified Operations|" +
    "Drug Delivery Systems|E-Commerce/Products|E-Commerce/Services|E-Marketing/Info|E-Services/Consulting|" +
    "Educational Software|Electric Products-Misc|Electric-Distribution|Electric-Generation|Electric-Integrated|" +
    "Electric-Transmission|Electronic Compo-Misc|Electronic Compo-Semicon|Electronic Connectors|" +
    "Electronic Design Automat|Electronic Measur Instr|Electronic Parts Distrib|Electronic Secur Devices|" +
    "Electronics-Military|Energy-Alternate Sources|Engineering/R&D Services|Engines-Internal Combust|" +
    "Enterprise Software/Serv|Entertainment Software|Environ Consulting&Eng|Environ Monitoring&Det|" +
    "Fiduciary Banks|Filtration/Separat Prod|Finance-Auto Loans|Finance-Commercial|Finance-Consumer Loans|" +
    "Finance-Credit Card|Finance-Invest Bnkr/Brkr|Finance-Mtge Loan/Banker|Finance-Other Services|" +
    "Financial Guarantee Ins|Food-Baking|Food-Canned|Food-Catering|Food-Confectionery|Food-Dairy Products|" +
    "Food-Flour&Grain|Food-Meat Products|Food-Misc/Diversified|Food-Retail|Food-Wholesale/Distrib|" +
    "Footwear&Related Apparel|Forestry|Funeral Serv&Rel Items|Gambling (Non-Hotel)|Garden Products|" +
    "Gas-Distribution|Gas-Transportation|Gold Mining|Golf|Growth-Large Cap|Hazardous Waste Disposal|" +
    "Health Care Cost Contain|Heart Monitors|Home Decoration Products|Home Furnishings|Hotels&Motels|Housewares|" +
    "Human Resources|Identification Sys/Dev|Import/Export|Independ Power Producer|Industr Audio&Video Prod|" +
    "Industrial Automat/Robot|Industrial Gases|Instruments-Controls|Instruments-Scientific|Insurance Brokers|" +
    "Intelligent Systems|Internet Applic Sftwr|Internet Brokers|Internet Connectiv Svcs|Internet Content-Entmnt|" +
    "Internet Content-Info/Ne|Internet Gambling|Internet Incubators|Internet Infrastr Equip|" +
    "Internet Infrastr Sftwr|Internet Security|Internet Telephony|Invest Comp - Resources|" +
    "Invest Mgmnt/Advis Serv|Investment Companies|Lasers-Syst/Components|Leisure&Rec Products|Leisure&Rec/Games|" +
    "Life/Health Insurance|Lighting Products&Sys|Linen Supply&Rel Items|MRI/Medical Diag Imaging|" +
    "Mach Tools&Rel Products|Machinery-Constr&Mining|Machinery-Electric Util|Machinery-Electrical|Machinery-Farm|" +
    "Machinery-General Indust|Machinery-Material Handl|Machinery-Print Trade|Machinery-Pumps|" +
    "Machinery-Therml Process|Marine Services|Medical Imaging Systems|Medical Information Sys|" +
    "Medical Instruments|Medical Labs&Testing Srv|Medical Laser Systems|Medical Products|" +
    "Medical Sterilization Prod|Medical-Biomedical/Gene|Medical-Drugs|Medical-Generic Drugs|Medical-HMO|" +
    "Medical-Hospitals|Medical-Nursing Homes|Medical-Outptnt/Home Med|Medical-Whsle Drug Dist|" +
    "Metal Processors&Fabrica|Metal Products-Distrib|Metal Products-Fasteners|Metal-Aluminum|Metal-Copper|" +
    "Metal-Diversified|Metal-Iron|Mining Services|Miscellaneous Manufactur|Motion Pictures&Services|" +
    "Motorcycle/Motor Scooter|Multi-line Insurance|Multilevel Dir Selling|Multimedia|Music|Networking Products|" +
    "Non-Ferrous Metals|Non-Hazardous Waste Disp|Office Automation&Equip|Office Furnishings-Orig|" +
    "Office Supplies&Forms|Oil Comp-Explor&Prodtn|Oil Comp-Integrated|Oil Field Mach&Equip|" +
    "Oil Refining&Marketing|Oil&Gas Drilling|Oil-Field Services|Oil-US Royalty Trusts|Optical Recognition Equip|" +
    "Optical Supplies|Paper&Related Products|Patient Monitoring Equip|Pharmacy Services|Phys Practice Mgmnt|" +
    "Physical Therapy/Rehab Cntrs|Pipelines|Platinum|Pollution Control|Poultry|Power Conv/Supply Equip|" +
    "Precious Metals|Printing-Commercial|Private Corrections|Private Equity|Property/Casualty Ins|" +
    "Protection-Safety|Public Thoroughfares|Publishing-Books|Publishing-Newspapers|Publishing-Periodicals|" +
    "Quarrying|REITS-Apartments|REITS-Diversified|REITS-Health Care|REITS-Hotels|REITS-Manufactured Homes|" +
    "REITS-Mortgage|REITS-Office Property|REITS-Regional Malls|REITS-Shopping Centers|REITS-Single Tenant|" +
    "REITS-Storage|REITS-Warehouse/Industr|Racetracks|Radio|Real Estate Mgmnt/Servic|Real Estate Oper/Develop|" +
    "Recreational Centers|Recreational Vehicles|Recycling|Reinsurance|Rental Auto/Equipment|Research&Development|" +
    "Resorts/Theme Parks|Respiratory Products|Retail-Apparel/Shoe|Retail-Arts&Crafts|Retail-Auto Parts|" +
    "Retail-Automobile|Retail-Bookstore|Retail-Building Products|Retail-Catalog Shopping|Retail-Computer Equip|" +
    "Retail-Consumer Electron|Retail-Convenience Store|Retail-Discount|Retail-Drug Store|Retail-Gardening Prod|" +
    "Retail-Home Furnishings|Retail-Hypermarkets|Retail-Jewelry|Retail-Leisure Products|Retail-Mail Order|" +
    "Retail-Major Dept Store|Retail-Misc/Diversified|Retail-Office Supplies|Retail-Pawn Shops|" +
    "Retail-Perfume&Cosmetics|Retail-Pet Food&Supplies|Retail-Propane Distrib|Retail-Regnl Dept Store|" +
    "Retail-Restaurants|Retail-Sporting Goods|Retail-Toy Store|Retail-Vision Serv Cntr|Retirement/Aged Care|" +
    "Rubber-Tires|Rubber/Plastic Products|S&L/Thrifts-Central US|S&L/Thrifts-Eastern US|S&L/Thrifts-Southern US|" +
    "S&L/Thrifts-Western US|Satellite Telecom|Schools|Schools-Day Care|Security Services|Seismic Data Collection|" +
    "Semicon Compo-Intg Circu|Semiconductor Equipment|Shipbuilding|Silver Mining|Soap&Cleaning Prepar|" +
    "Special Purpose Entity|Specified Purpose Acquis|Steel Pipe&Tube|Steel-Producers|Steel-Specialty|" +
    "Storage/Warehousing|Sugar|Super-Regional Banks-US|Superconductor Prod&Sys|Telecom Eq Fiber Optics|" +
    "Telecom Services|Telecommunication Equip|Telephone-Integrated|Television|Textile-Apparel|" +
    "Textile-Home Furnishings|Textile-Products|Theaters|Therapeutics|Tobacco|Tools-Hand Held|Toys|" +
    "Transactional Software|Transport-Air Freight|Transport-Equip&Leasng|Transport-Marine|Transport-Rail|" +
    "Transport-Services|Transport-Truck|Travel Services|Ultra Sound Imaging Sys|Vaccines|Venture Capital|" +
    "Veterinary Diagnostics|Vitamins&Nutrition Prod|Water|Water Treatment Systems|Web Hosting/Design|" +
    "Web Portals/ISP|Wire&Cable Products|Wireless Equipment|Wound, Burn & Skin Care|X-Ray Equipment|",
);
