-- The warehouse is the interface between the ETL and the web side: data and catalogue together, read-only for the app.

CREATE TABLE build_info (
    build_id TEXT NOT NULL,              -- changes with every build that changed anything: part of immutable URLs
    built_at TIMESTAMP NOT NULL,
    display_vintage INTEGER NOT NULL,    -- newest boundary year with data; everything older is brought to it
    is_demo BOOLEAN NOT NULL,            -- fictional demo region: the app shows a banner
    software_version TEXT NOT NULL
);

CREATE TABLE theme (theme_id TEXT PRIMARY KEY, title TEXT NOT NULL, sentence TEXT NOT NULL, sort_order INTEGER NOT NULL);

CREATE TABLE indicator (
    indicator_id TEXT PRIMARY KEY,
    title TEXT NOT NULL, theme_id TEXT NOT NULL, unit TEXT NOT NULL, decimals INTEGER NOT NULL,
    direction TEXT NOT NULL,             -- higher_is_worse | higher_is_better | none
    kind TEXT NOT NULL,                  -- register | modelled | map
    describes TEXT NOT NULL, know STRUCT("text" TEXT, weight TEXT)[] NOT NULL, legend TEXT NOT NULL,
    weight TEXT NOT NULL,                -- what a mean over areas is weighted by
    breaks DOUBLE[] NOT NULL,            -- class bounds; a value on a bound belongs to the class above; empty: no choropleth
    scheme TEXT NOT NULL,                -- sequential | diverging
    valid_low DOUBLE, valid_high DOUBLE, additive BOOLEAN NOT NULL, facility_group TEXT,
    series_breaks STRUCT("year" INTEGER, why TEXT)[] NOT NULL, period_offset INTEGER NOT NULL,
    minimum_difference DOUBLE, action TEXT, shown BOOLEAN NOT NULL, sort_order INTEGER NOT NULL,
    combine TEXT NOT NULL,               -- over areas: sum | mean (by weight) | never (medians, classes, indices)
    action_source TEXT                   -- public document behind `action`; NULL where none is known for certain
);

CREATE TABLE source (
    source_id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, licence TEXT NOT NULL,
    licence_url TEXT NOT NULL, attribution TEXT NOT NULL, homepage TEXT NOT NULL,
    series_per_table BOOLEAN NOT NULL    -- figures of two of its tables never make one trend (health: the model changes)
);

CREATE TABLE release (
    release_id INTEGER PRIMARY KEY, source_id TEXT NOT NULL, table_id TEXT NOT NULL, file TEXT NOT NULL, layout TEXT NOT NULL,
    reference_year INTEGER NOT NULL, boundary_year INTEGER NOT NULL, modified DATE, recorded BOOLEAN, national BOOLEAN NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE TABLE area (
    area_code TEXT NOT NULL, boundary_year INTEGER NOT NULL, level TEXT NOT NULL, name TEXT NOT NULL,
    gemeente_code TEXT, wijk_code TEXT,  -- parents; NULL where there is none
    residents_count INTEGER, households_count INTEGER, urbanity_class INTEGER, land_area_ha DOUBLE, postcode4 TEXT,
    change_flag INTEGER,                 -- CBS: 1 unchanged, 2 code changed, 3 boundary changed since the year before
    has_geometry BOOLEAN NOT NULL, centroid_lon DOUBLE, centroid_lat DOUBLE, west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE,
    PRIMARY KEY (area_code, boundary_year)
);

-- GGD region and province (of gemeenten), own division of a gemeente (of buurten): kind is ggd, provincie, or what the gemeente calls it.
CREATE TABLE area_group (group_code TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, member_code TEXT NOT NULL, year INTEGER NOT NULL);

-- The groups as areas of the display vintage, with the columns of `area`: level is ggd, provincie or eigen.
CREATE TABLE group_area AS FROM area LIMIT 0;

-- Every place that can be chosen on a screen.
CREATE VIEW place AS FROM area UNION ALL FROM group_area;

CREATE TABLE area_match (
    from_code TEXT NOT NULL, from_year INTEGER NOT NULL, area_code TEXT NOT NULL, boundary_year INTEGER NOT NULL,
    method TEXT NOT NULL, grade TEXT NOT NULL, why TEXT NOT NULL
);

CREATE TABLE observation (
    indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, boundary_year INTEGER NOT NULL, reference_year INTEGER NOT NULL,
    value DOUBLE, lower DOUBLE, upper DOUBLE,
    status TEXT NOT NULL, grade TEXT NOT NULL, method TEXT NOT NULL, source_id TEXT NOT NULL, release_id INTEGER NOT NULL,
    respondents_count INTEGER            -- of a survey of the gemeente's own; NULL elsewhere
);

-- Mean of the areas of one urbanity class on the display vintage, weighted as the indicator asks: the same areas in every year.
CREATE TABLE urbanity_mean (
    indicator_id TEXT NOT NULL, level TEXT NOT NULL, urbanity_class INTEGER NOT NULL, reference_year INTEGER NOT NULL,
    value DOUBLE NOT NULL, area_count INTEGER NOT NULL
);

-- How a figure differs between the residents of one buurt: quantiles over its squares of 100 or 500 m, weighted by residents.
CREATE TABLE within_spread (
    indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, reference_year INTEGER NOT NULL, square_m INTEGER NOT NULL,
    p10 DOUBLE NOT NULL, p50 DOUBLE NOT NULL, p90 DOUBLE NOT NULL, mean DOUBLE NOT NULL,
    residents_count INTEGER NOT NULL, square_count INTEGER NOT NULL, release_id INTEGER NOT NULL
);

-- How many residents of a buurt live at each distance, over the same squares as `within_spread`: a row per value that occurs.
CREATE TABLE within_distance (
    indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, reference_year INTEGER NOT NULL, square_m INTEGER NOT NULL,
    value DOUBLE NOT NULL, residents DOUBLE NOT NULL, release_id INTEGER NOT NULL
);

-- Postcode of six characters -> buurt of the display vintage, with how many of its addresses lie there.
CREATE TABLE postcode (postcode6 TEXT NOT NULL, area_code TEXT NOT NULL, address_count INTEGER NOT NULL);

CREATE TABLE geometry (
    level TEXT NOT NULL, frame_code TEXT NOT NULL,  -- a gemeente, or NL00 for the whole country
    boundary_year INTEGER NOT NULL,
    area_codes TEXT[] NOT NULL,          -- in the order of the features, so that values travel without codes
    payload BLOB NOT NULL,               -- gzip of geobuf, WGS84, property `code`
    approximate BOOLEAN NOT NULL, note TEXT,
    PRIMARY KEY (level, frame_code, boundary_year)
);

CREATE TABLE build_report (section TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, amount BIGINT);

-- What is in this warehouse, counted at build so that a page tells it at once (etl/inventory.py, etl/difference.py).

-- Areas of the display vintage with a figure that may be shown, of all areas of that level; 0 where the sources hold the year, but empty.
CREATE TABLE coverage (
    indicator_id TEXT NOT NULL, level TEXT NOT NULL, reference_year INTEGER NOT NULL, filled INTEGER NOT NULL, total INTEGER NOT NULL
);

-- The areas of `coverage` without a figure, by reason (NULL: no file mentions them): filled and all reasons together are its total.
CREATE TABLE absence (
    indicator_id TEXT NOT NULL, level TEXT NOT NULL, reference_year INTEGER NOT NULL, status TEXT, area_count INTEGER NOT NULL
);

-- Figures of the display vintage that may be shown, per source and year.
CREATE TABLE source_year (source_id TEXT NOT NULL, reference_year INTEGER NOT NULL, figure_count BIGINT NOT NULL);

-- How figures of an indicator are had: fetch (etl fetch knows the source), file (of the source, in the raw folder), own (a gemeente brings them).
CREATE TABLE provision (indicator_id TEXT NOT NULL, way TEXT NOT NULL, source_id TEXT);

-- Areas of an older division that reach the display vintage, by method and grade; method and grade NULL: those that do not.
CREATE TABLE match_count (level TEXT NOT NULL, from_year INTEGER NOT NULL, method TEXT, grade TEXT, area_count INTEGER NOT NULL);

-- Cells on which files disagree; the figure of kept_file is shown.
CREATE TABLE conflict (
    indicator_id TEXT NOT NULL, reference_year INTEGER NOT NULL, area_count INTEGER NOT NULL, kept_file TEXT NOT NULL, other_files TEXT[] NOT NULL
);

-- Figures left out because they cannot be right: filled_in (copied from the wijk), negative, sum_differs (buurten fall short of their gemeente).
CREATE TABLE correction (kind TEXT NOT NULL, indicator_id TEXT NOT NULL, reference_year INTEGER, subject TEXT NOT NULL, area_count INTEGER NOT NULL);

-- Files and layers in the raw folders that were not used; reason is a word of domain.build_report.
CREATE TABLE unused_file (path TEXT NOT NULL, reason TEXT NOT NULL, why TEXT NOT NULL);

-- The build that this one replaced, and what differs from it, on the display vintage of each. No row: there was none.
CREATE TABLE previous_build (build_id TEXT NOT NULL, built_at TIMESTAMP NOT NULL, display_vintage INTEGER NOT NULL);
CREATE TABLE change_count (
    indicator_id TEXT NOT NULL, source_id TEXT NOT NULL, added BIGINT NOT NULL, gone BIGINT NOT NULL, changed BIGINT NOT NULL, same BIGINT NOT NULL
);
CREATE TABLE changed_figure (
    indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, reference_year INTEGER NOT NULL, old_value DOUBLE NOT NULL, new_value DOUBLE NOT NULL
);

-- Claims of the screen Ongelijkheid, compiled from etl/catalogue/claims.yml. Chapters, in order.
CREATE TABLE claim_group (
    group_id TEXT PRIMARY KEY, title TEXT NOT NULL, sentence TEXT NOT NULL,
    per_urbanity BOOLEAN NOT NULL,       -- of the country and of groups also shown per class of urbanity
    sort_order INTEGER NOT NULL
);
CREATE TABLE claim (
    claim_id TEXT PRIMARY KEY, group_id TEXT NOT NULL, title TEXT NOT NULL, sentence TEXT NOT NULL,
    no_open_data TEXT,                   -- what is missing as open data; NULL where it exists
    template TEXT[] NOT NULL,            -- own-data indicators with which a gemeente fills it
    sort_order INTEGER NOT NULL
);
-- Figures that a claim can be tested with, in order of preference; `worse` 1: the claim says higher for the lowest incomes, -1: lower.
CREATE TABLE claim_indicator (
    claim_id TEXT NOT NULL, indicator_id TEXT NOT NULL, worse INTEGER NOT NULL,
    norm_value DOUBLE, norm_name TEXT, norm_text TEXT, norm_source TEXT, stand_in TEXT, all_ages BOOLEAN NOT NULL, sort_order INTEGER NOT NULL
);
-- What buurten are put in order of income by, in order of preference: an indicator, or counts it is computed from.
CREATE TABLE ranking_variable (
    ranking_id TEXT PRIMARY KEY, indicator_id TEXT NOT NULL, title TEXT NOT NULL, low_is_low_income BOOLEAN NOT NULL,
    numerator TEXT[] NOT NULL, denominator TEXT[] NOT NULL, times DOUBLE NOT NULL, know TEXT, sort_order INTEGER NOT NULL
);

-- Composite indices, compiled from etl/catalogue/indices.yml. Those with `total` fill the indicator of their id; else their parts are counted only.
CREATE TABLE index_definition (
    index_id TEXT PRIMARY KEY, title TEXT NOT NULL, total BOOLEAN NOT NULL, parts_needed INTEGER NOT NULL,
    base_year INTEGER NOT NULL,          -- scores are looked up in the distributions of this year or the newest before it: their version
    variant_of TEXT,                     -- index of which this is the register-only variant
    modelled_pct DOUBLE NOT NULL         -- share of the weight that modelled figures have when every input is there
);
-- Parts in order. `part_id` is an indicator, but for a variant, whose parts are not shown. `needed`: so many of the inputs must be there.
CREATE TABLE index_part (
    index_id TEXT NOT NULL, part_id TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, inputs TEXT[] NOT NULL, needed INTEGER NOT NULL
);
-- Which year of each input made the scores of a year; NULL: none could be used.
CREATE TABLE index_input (
    index_id TEXT NOT NULL, part_id TEXT NOT NULL, indicator_id TEXT NOT NULL, reference_year INTEGER NOT NULL, input_year INTEGER
);
-- Kept distributions over residents, in which scores of every year are looked up. `scale_id`: an input, part or index; `burden_values` are
-- figures of an input with the sign that makes more a heavier burden, else means of scores; yes_no: up to the first value, and above it.
CREATE TABLE index_breakpoint (
    index_id TEXT NOT NULL, scale_id TEXT NOT NULL, version INTEGER NOT NULL, reference_year INTEGER NOT NULL,
    burden_values DOUBLE[] NOT NULL, scores DOUBLE[] NOT NULL, yes_no BOOLEAN NOT NULL
);
-- Inputs for want of which an index or a part could not be built: no_figures, narrow (coverage_pct of residents, in newest_year), too_old,
-- not_national (the warehouse holds coverage_pct of the residents of the country).
CREATE TABLE index_missing (
    index_id TEXT NOT NULL, part_id TEXT NOT NULL, indicator_id TEXT NOT NULL, reason TEXT NOT NULL, coverage_pct DOUBLE, newest_year INTEGER
);
-- Inputs that one area lacks, where its score was made of the others.
CREATE TABLE index_gap (
    index_id TEXT NOT NULL, area_code TEXT NOT NULL, boundary_year INTEGER NOT NULL, reference_year INTEGER NOT NULL, indicator_id TEXT NOT NULL
);
-- Of 1,000 runs with other defensible choices: share in which the area is among the heaviest 20 of 100. label: stevig | grensgeval | niet.
CREATE TABLE index_robustness (
    indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, boundary_year INTEGER NOT NULL, reference_year INTEGER NOT NULL,
    share_high_pct DOUBLE NOT NULL, label TEXT NOT NULL
);
-- What each choice does to an index, and whether its figures belong together. value NULL: not computed, `detail` says why.
CREATE TABLE index_audit (index_id TEXT NOT NULL, measure TEXT NOT NULL, subject TEXT NOT NULL, value DOUBLE, detail TEXT NOT NULL);

-- Facilities of the screen Nabijheid, compiled from etl/catalogue/facilities.yml: the distance, its guide values (way: walk, bike or
-- road; the first is used unless a reader chooses another) and the numbers within so many km that belong to it.
CREATE TABLE facility (
    indicator_id TEXT PRIMARY KEY, short TEXT NOT NULL, place TEXT NOT NULL, anchor TEXT,
    guides STRUCT(km DOUBLE, way TEXT)[] NOT NULL, counts STRUCT(within_km INTEGER, indicator_id TEXT)[] NOT NULL,
    sort_order INTEGER NOT NULL
);

-- Blocks of a profile in order, compiled from etl/catalogue/profile.yml: their indicators, and the question a difference asks for.
CREATE TABLE profile_block (
    block_id TEXT PRIMARY KEY, part TEXT NOT NULL, title TEXT NOT NULL, ask TEXT NOT NULL, indicator_ids TEXT[] NOT NULL,
    lead STRUCT(id TEXT, sentence TEXT)[] NOT NULL,  -- sentences that open the profile
    sort_order INTEGER NOT NULL
);

-- Figures of the indicators of profile_block on the display vintage, in order of area: a profile reads them at once (etl/derive/profile.py).
CREATE TABLE profile_figure (
    area_code TEXT NOT NULL, indicator_id TEXT NOT NULL, reference_year INTEGER NOT NULL, boundary_year INTEGER NOT NULL,
    value DOUBLE, lower DOUBLE, upper DOUBLE, status TEXT NOT NULL, grade TEXT NOT NULL, method TEXT NOT NULL,
    source_id TEXT NOT NULL, release_id INTEGER NOT NULL
);

-- How the buurten of a gemeente, or of the country (NL00), differ: one in ten lies below p10, one in ten above p90.
CREATE TABLE buurt_spread (
    indicator_id TEXT NOT NULL, reference_year INTEGER NOT NULL, frame_code TEXT NOT NULL, buurt_count INTEGER NOT NULL,
    p10 DOUBLE NOT NULL, p50 DOUBLE NOT NULL, p90 DOUBLE NOT NULL
);

-- How a share is made of counts, in order of preference, so that it can be made again for areas put together (catalogue: `derive`).
CREATE TABLE share_of_counts (
    indicator_id TEXT NOT NULL, numerator TEXT[] NOT NULL, denominator TEXT[] NOT NULL, times DOUBLE NOT NULL,
    first_year INTEGER, last_year INTEGER, sort_order INTEGER NOT NULL
);

-- Networks of gemeenten (G4, G40), compiled from etl/catalogue/networks.yml, with where the list of members is found.
CREATE TABLE network (
    network TEXT NOT NULL, area_code TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, source_url TEXT NOT NULL
);

-- Screen Samen aan tafel, compiled from etl/catalogue/tasks.yml and knooppunten.yml. Tasks: side is physical or social.
CREATE TABLE task (
    task_id TEXT PRIMARY KEY, side TEXT NOT NULL, title TEXT NOT NULL, short TEXT NOT NULL, sentence TEXT NOT NULL, ageing TEXT NOT NULL,
    publisher TEXT NOT NULL, document TEXT NOT NULL, document_year INTEGER NOT NULL, document_url TEXT, sort_order INTEGER NOT NULL
);
-- Figures that speak for a task. Rows of one figure_id are alternatives in order; `older`: first with the lens of ageing, and only then.
-- way 1: it speaks when higher, -1: when lower. bar: held against this value instead of the country's figure.
CREATE TABLE task_indicator (
    task_id TEXT NOT NULL, figure_id TEXT NOT NULL, indicator_id TEXT NOT NULL, way INTEGER NOT NULL, bar DOUBLE, bar_text TEXT,
    in_models BOOLEAN NOT NULL,          -- what modelled figures are estimated with: a pair of the two says nothing new
    all_ages BOOLEAN NOT NULL, older BOOLEAN NOT NULL, note TEXT, sort_order INTEGER NOT NULL
);
-- Ties between people; `fill` are the lines of a list for which no open data exist.
CREATE TABLE tie (
    tie_id TEXT PRIMARY KEY, title TEXT NOT NULL, term TEXT NOT NULL, sentence TEXT NOT NULL, no_open_data TEXT, fill TEXT[] NOT NULL,
    sort_order INTEGER NOT NULL
);
CREATE TABLE tie_indicator (tie_id TEXT NOT NULL, indicator_id TEXT NOT NULL, note TEXT, sort_order INTEGER NOT NULL);
CREATE TABLE instrument (instrument_id TEXT PRIMARY KEY, title TEXT NOT NULL, sentence TEXT NOT NULL, sort_order INTEGER NOT NULL);
-- Crossings in policy of a physical and a social task.
CREATE TABLE knooppunt (
    knooppunt_id TEXT PRIMARY KEY, title TEXT NOT NULL, physical_id TEXT NOT NULL, social_id TEXT NOT NULL, shared TEXT NOT NULL,
    instruments TEXT[] NOT NULL, decision_moment TEXT NOT NULL, at_table TEXT[] NOT NULL, first_step TEXT NOT NULL,
    missing_data TEXT[] NOT NULL, ageing TEXT, sources STRUCT(publisher TEXT, title TEXT, "year" INTEGER, url TEXT)[] NOT NULL,
    sort_order INTEGER NOT NULL
);
-- Figures (task_indicator.figure_id) of a crossing. role: physical, social, or also (of other tasks: one of them must speak too).
CREATE TABLE knooppunt_indicator (knooppunt_id TEXT NOT NULL, role TEXT NOT NULL, figure_id TEXT NOT NULL, sort_order INTEGER NOT NULL);

-- The Samenwerkingsscan, compiled from etl/catalogue/cooperation.yml: its parts in order, answers in groups, and what each puts on the
-- agenda. kind: fixed (always on the agenda, with its lines), one or many answers, own (what a reader writes).
CREATE TABLE cooperation_part (
    part_id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, question TEXT, help TEXT, source TEXT, agenda_title TEXT NOT NULL,
    minutes INTEGER NOT NULL,            -- of the answers together: the most; `too_many` is said when they take longer
    too_many TEXT, lines TEXT[] NOT NULL, sort_order INTEGER NOT NULL
);
CREATE TABLE cooperation_group (part_id TEXT NOT NULL, group_id TEXT NOT NULL, title TEXT NOT NULL, "text" TEXT, sort_order INTEGER NOT NULL);
CREATE TABLE cooperation_option (
    part_id TEXT NOT NULL, group_id TEXT NOT NULL, option_id TEXT NOT NULL, title TEXT NOT NULL, "text" TEXT NOT NULL, risk TEXT,
    agenda TEXT NOT NULL, minutes INTEGER NOT NULL, who TEXT[] NOT NULL,
    examples STRUCT(gemeente TEXT, "text" TEXT, source TEXT, url TEXT)[] NOT NULL, sort_order INTEGER NOT NULL
);

-- Terms of the physical and the social domain and of figures, compiled from etl/catalogue/terms.yml.
CREATE TABLE term (
    term_id TEXT PRIMARY KEY, term TEXT NOT NULL,
    domain TEXT NOT NULL,                -- fysiek | sociaal | cijfers (words that help to read a figure)
    means TEXT NOT NULL,
    other_says TEXT NOT NULL,            -- how the other domain says or hears it
    counterpart TEXT,                    -- term that this one goes with
    example TEXT NOT NULL,
    words TEXT[] NOT NULL,               -- spellings by which it is found in a text
    everyday BOOLEAN NOT NULL,           -- in the list only: a word that everyone uses
    source TEXT, sort_order INTEGER NOT NULL
);
